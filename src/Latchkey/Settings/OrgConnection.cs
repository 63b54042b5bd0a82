namespace Latchkey.Cli.Settings;

/// <summary>The org to talk to and the token to show it, with the place the token came from.</summary>
public sealed record OrgConnection(Uri Org, string Token, string Place)
{
    /// <summary>An org that people come from, which no "latchkey login" leads to.</summary>
    public bool IsSource { get; init; }

    /// <summary>
    /// The environment goes before latchkey.yaml, which goes before okta.yaml; ours before Okta's names.
    /// A token is only ever shown to the org it was stored for.
    /// </summary>
    public static OrgConnection Resolve()
    {
        OrgSettings[] places = [OrgSettings.FromEnvironment("LATCHKEY"), OrgSettings.FromEnvironment("OKTA"), SettingsFile.OfLatchkey.Read(),
            SettingsFile.OfOkta.Read()];

        if (places.FirstOrDefault(place => place.OrgUrl is not null) is not { OrgUrl: { } orgUrl } found)
            throw new CommandException(
                "No organization is configured. Run \"latchkey login\" (or \"latchkey register\" for a new one), or set LATCHKEY_CLIENT_ORGURL and "
                    + "LATCHKEY_CLIENT_TOKEN.");
        var org = ParseFrom(found.Place, orgUrl);

        if (places.FirstOrDefault(place => place.Token is not null && MayBeShown(place, org)) is not { Token: { } token } holder)
            throw new CommandException(
                $"There is no API token for {org.Text()} (the org URL is from {found.Place}). Run \"latchkey login\", or set LATCHKEY_CLIENT_TOKEN.");
        return new OrgConnection(org, token, holder.Place);
    }

    public override string ToString() => $"{Org.Text()} from {Place}";      // never the token

    private static bool MayBeShown(OrgSettings place, Uri org) =>
        place.OrgUrl is null || (Uri.TryCreate(place.OrgUrl, UriKind.Absolute, out var url) && url.Text() == org.Text());

    private static Uri ParseFrom(string place, string orgUrl)
    {
        try
        {
            return OrgUrl.Parse(orgUrl);
        }
        catch (CommandException error)
        {
            throw new CommandException($"{error.Message}\n(The org URL is from {place}.)", error);
        }
    }
}
