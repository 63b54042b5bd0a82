namespace Latchkey.Server.Ground.Web;

/// <summary>What trusted proxies say people asked for, the nearest first. It selects an org or nothing; no address is ever made of it.</summary>
internal sealed record ForwardedHosts(IReadOnlyList<string> Names)
{
    public const string Header = "X-Forwarded-Host";
}
