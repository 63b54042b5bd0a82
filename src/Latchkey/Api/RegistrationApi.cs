using System.Text.Json.Serialization;
using Latchkey.Cli.Settings;

namespace Latchkey.Cli.Api;

/// <summary>Makes an org on a server: ask for it, then wait until it may be used. Contract §1.1, the newer flow.</summary>
public sealed class RegistrationApi(Uri server, string? setupToken, Terminal terminal) : IDisposable
{
    private const string DefaultRegistration = "reg405abrRAkn0TRf5d6";
    private static readonly TimeSpan BetweenPolls = TimeSpan.FromSeconds(4);

    private readonly OrgCalls calls = new(server, terminal, string.IsNullOrEmpty(setupToken) ? null : $"Bearer {setupToken}", connection: null);

    /// <summary>Returns the token that stands for the org until it is active.</summary>
    public async Task<string> Register(Registrant who, string? registration, CancellationToken ct)
    {
        try
        {
            var path = $"/api/v1/registration/{Uri.EscapeDataString(registration ?? DefaultRegistration)}/register";
            var accepted = await calls.Read<RegistrationAccepted>(HttpMethod.Post, path, new { userProfile = who }, ct);
            return accepted.DeveloperOrgCliToken ?? throw new CommandException($"{server.Text()} gave no token for the new organization.");
        }
        catch (CommandException error)
        {
            throw new CommandException($"{error.Message}\nFailed to create Latchkey organization.{Advice(error)}", error);
        }
    }

    public async Task<NewOrg> UntilActive(string token, TimeProvider clock, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                var org = await calls.Read<Redeemed>(HttpMethod.Get, $"/api/internal/v1/developer/redeem/{Uri.EscapeDataString(token)}", null, ct);
                if (org is { Status: "ACTIVE", OrgUrl: { } orgUrl, ApiToken: { } apiToken })
                    return new NewOrg(orgUrl, apiToken, org.UpdatePasswordUrl, org.ActivationEmailSent);
                await Task.Delay(BetweenPolls, clock, ct);
            }
        }
        catch (CommandException error)
        {
            throw new CommandException(
                $"{error.Message}\nFailed to verify new Latchkey organization. If you have already registered use \"latchkey login\" to configure the "
                    + "Latchkey CLI", error);
        }
    }

    public void Dispose() => calls.Dispose();

    private string Advice(CommandException error) => error switch
    {
        ApiException { Status: System.Net.HttpStatusCode.Unauthorized or System.Net.HttpStatusCode.Forbidden } =>
            setupToken is null ? " This server asks for a setup token: give it with --setup-token or LATCHKEY_SETUP_TOKEN."
            : " The setup token was not accepted.",
        _ => "",
    };

    private sealed record RegistrationAccepted(string? DeveloperOrgCliToken);

    private sealed record Redeemed(string? Status, string? OrgUrl, string? ApiToken, string? UpdatePasswordUrl, bool? ActivationEmailSent);
}
