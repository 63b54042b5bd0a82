using System.Text.Json.Nodes;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Files;

/// <summary>Event hooks: one is told nothing before its receiver has answered for itself, so it is asked as soon as it is made.</summary>
public sealed class KeptEventHooks : Keeping
{
    private const string Verification = "verificationStatus";

    public override async Task<JsonObject> Create(ManagementApi api, string path, JsonObject body, CancellationToken ct)
    {
        var made = await base.Create(api, path, body, ct);
        try
        {
            return await api.Call(HttpMethod.Post, $"{path}/{Id(made)}/lifecycle/verify", null, ct) as JsonObject ?? made;
        }
        catch (ApiException)
        {
            // It is there, and is verified when its receiver is.
            return made;
        }
    }

    public override string? Remark(JsonObject made) => Members.Text(made, Verification) == "VERIFIED" ? null
        : "is told nothing yet: its receiver did not verify itself. Verify it in the console, or by lifecycle/verify, once it answers";
}
