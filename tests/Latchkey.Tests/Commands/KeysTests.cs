using Latchkey.Cli;
using Latchkey.Tests.Kit;
using Microsoft.AspNetCore.Http;

namespace Latchkey.Tests.Commands;

/// <summary>`keys list` and `keys rotate`. Contract §3.4, Keys.</summary>
public sealed class KeysTests : CliTest
{
    private static IResult Keys(params (string Status, string Kid)[] keys) =>
        Results.Json(keys.Select(key => new { status = key.Status, alg = "RS256", kid = key.Kid, kty = "RSA", use = "sig", expiresAt = key.Status == "EXPIRED" ? "2026-11-23T13:00:00.000Z" : null }));

    [Fact]
    public async Task Keys_are_listed_one_a_line()
    {
        LoggedIn();
        Server.Instead = request => request.Path.EndsWith("/credentials/keys", StringComparison.Ordinal) ? Keys(("ACTIVE", "one"), ("NEXT", "two")) : null;
        (await Latchkey.Run("keys list")).ShouldEnd(ExitCode.Ok).Output.ShouldBe("ACTIVE\tRS256\tone\nNEXT\tRS256\ttwo\n");
        ((string?)(await Latchkey.Run("keys list --server aus1 --json")).ShouldEnd(ExitCode.Ok).Json[0]!["kid"]).ShouldBe("one");
        await Latchkey.Run("keys list --server org");
        Server.Lines.ShouldBe(["GET /api/v1/authorizationServers/default/credentials/keys", "GET /api/v1/authorizationServers/aus1/credentials/keys", "GET /api/v1/org/credentials/keys"]);
    }

    [Fact]
    public async Task A_server_that_rotates_by_itself_is_told_for_as_long_as_it_takes()
    {
        LoggedIn();
        var rotated = false;
        var modes = new List<string>();
        Server.Instead = request =>
        {
            if (request.Path.EndsWith("/credentials/keys", StringComparison.Ordinal)) return Keys(("ACTIVE", "one"), ("NEXT", "two"));
            if (request.Path.EndsWith("/keyRotate", StringComparison.Ordinal))
            {
                rotated = (string?)request.Body!["use"] == "sig" && modes is ["MANUAL"];
                return Keys(("ACTIVE", "two"), ("NEXT", "three"), ("EXPIRED", "one"));
            }
            if (request.Method == "PUT") modes.Add((string)request.Body!["credentials"]!["signing"]!["rotationMode"]!);
            return Results.Json(new { id = "default", name = "default", audiences = new[] { "api://default" }, credentials = new { signing = new { rotationMode = "AUTO" } } });
        };
        (await Latchkey.Run("keys rotate")).ShouldEnd(ExitCode.Ok).Output.ShouldBe("two (RS256) signs from now on. one verifies until 2026-11-23 13:00 UTC.\n");
        rotated.ShouldBeTrue();
        modes.ShouldBe(["MANUAL", "AUTO"]);
    }

    [Fact]
    public async Task Only_a_key_that_took_another_s_place_is_said_to_sign_from_now_on()
    {
        LoggedIn();
        Server.Instead = request => request.Path.EndsWith("/credentials/keys", StringComparison.Ordinal) || request.Path.EndsWith("/keyRotate", StringComparison.Ordinal)
            ? Keys(("ACTIVE", "one"), ("NEXT", "two"))
            : Results.Json(new { id = "default", name = "default", audiences = new[] { "api://default" }, credentials = new { signing = new { rotationMode = "MANUAL" } } });
        (await Latchkey.Run("keys rotate")).ShouldEnd(ExitCode.Ok).Output.ShouldNotContain("signs from now on");
    }

    [Fact]
    public async Task A_refused_rotation_leaves_the_server_as_it_was()
    {
        LoggedIn();
        var modes = new List<string>();
        Server.Instead = request =>
        {
            if (request.Path.EndsWith("/credentials/keys", StringComparison.Ordinal)) return Keys(("ACTIVE", "one"), ("NEXT", "two"));
            if (request.Path.EndsWith("/keyRotate", StringComparison.Ordinal)) return ContractServer.Error(400, "E0000001", "Api validation failed: use", "use: the keys were rotated less than 11 minutes ago");
            if (request.Method == "PUT") modes.Add((string)request.Body!["credentials"]!["signing"]!["rotationMode"]!);
            return Results.Json(new { id = "default", credentials = new { signing = new { rotationMode = "AUTO" } } });
        };
        (await Latchkey.Run("keys rotate")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("less than 11 minutes ago");
        modes.ShouldBe(["MANUAL", "AUTO"]);
    }
}
