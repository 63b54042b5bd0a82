namespace Latchkey.Server.Core.Recovery;

/// <summary>A link to an account. One that was mailed is for its reader alone.</summary>
internal sealed record AccountLink(string Url, string Token, bool Mailed)
{
    public override string ToString() => "(one-time link)";
}
