using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Ground.Web;

/// <summary>Object ids: three characters that name the kind, seventeen random ones. Contract, "ID prefixes".</summary>
internal static class Ids
{
    public const string Org = "00o";
    public const string User = "00u";
    public const string UserType = "oty";
    public const string Group = "00g";
    public const string App = "0oa";
    public const string AppSecret = "ocs";
    public const string KeyCredential = "oky";
    public const string AuthorizationServer = "aus";
    public const string Scope = "scp";
    public const string Claim = "ocl";
    public const string Policy = "00p";
    public const string Rule = "0pr";
    public const string TrustedOrigin = "tos";
    public const string Zone = "nzo";
    public const string ApiToken = "00T";
    public const string Session = "102";
    public const string RefreshFamily = "oar";
    public const string Grant = "oag";
    public const string DecoupledRequest = "dcr";
    public const string Brand = "bnd";
    public const string Domain = "OcD";
    public const string Mail = "mai";
    public const string MailWords = "oel";
    public const string LogEvent = "evt";
    public const string LogStream = "0oL";
    public const string EmailServer = "esv";
    public const string EmailDomain = "OeD";
    public const string Import = "imp";
    public const string SavedSearch = "sav";
    public const string HookKey = "HKY";
    public const string InlineHook = "cal";
    public const string EventHook = "who";
    public const string LinkedIdentity = "lki";
    public const string TotpFactor = "ost";
    public const string EmailFactor = "emf";
    public const string PasskeyFactor = "fwf";
    public const string RoleAssignment = "ra1";
    public const string RoleBinding = "irb";
    public const string CustomRole = "cr0";
    public const string ResourceSet = "iam";
    public const string Resource = "ire";

    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>Whether it looks like one.</summary>
    public static bool IsOne(string text) => text.Length == 20 && text.All(char.IsAsciiLetterOrDigit);

    /// <summary>Whether it could be the id of a thing of this kind.</summary>
    public static bool IsOf(string prefix, string text) => IsOne(text) && text.StartsWith(prefix, StringComparison.Ordinal);

    public static string New(string prefix) => string.Create(prefix.Length + 17, prefix, static (id, prefix) =>
    {
        prefix.CopyTo(id);
        RandomBlock.Fill(id[prefix.Length..], Alphabet);
    });

    /// <summary>An error id as support staff will ask for it: <c>oae…</c>.</summary>
    public static string NewError() => New("oae");
}
