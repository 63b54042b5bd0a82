using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

/// <summary>An answer of the management API.</summary>
public sealed record ApiAnswer(HttpStatusCode Status, JsonNode? Body, HttpResponseMessage Message, string Text)
{
    public JsonObject Object => Body.ShouldBeOfType<JsonObject>(Text);

    public JsonArray List => Body.ShouldBeOfType<JsonArray>(Text);

    public string Id => Object["id"]!.GetValue<string>();

    /// <summary>E.g. <c>profile.login</c>.</summary>
    public string? this[string path] => path.Split('.').Aggregate(Body, (node, name) => node?[name])?.ToString();

    public string[] Each(string path) => [.. List.Select(item => path.Split('.').Aggregate(item, (node, name) => node?[name])!.ToString())];

    /// <summary>Where a Link header of this relation leads.</summary>
    public string? Link(string relation) => Message.Headers.TryGetValues("Link", out var links)
        ? links.Where(link => link.EndsWith($"; rel=\"{relation}\"", StringComparison.Ordinal)).Select(link => link[1..link.IndexOf('>', StringComparison.Ordinal)]).SingleOrDefault()
        : null;

    public ApiAnswer ShouldBe(HttpStatusCode status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }

    public ApiAnswer ShouldSucceed() => ShouldBe(HttpStatusCode.OK);

    /// <summary>Contract §3.0, the error body.</summary>
    public void ShouldBeRefused(int status, string code, string? cause = null)
    {
        ((int)Status).ShouldBe(status, Text);
        this["errorCode"].ShouldBe(code, Text);
        this["errorLink"].ShouldBe(code);
        this["errorId"].ShouldNotBeNull().ShouldStartWith("oae");
        this["errorSummary"].ShouldNotBeNullOrEmpty();
        var causes = Object["errorCauses"]!.AsArray().Select(item => item!["errorSummary"]!.ToString()).ToArray();
        if (cause is not null) causes.ShouldContain(one => one.Contains(cause, StringComparison.Ordinal), Text);
    }
}
