using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Core.MailServers;

/// <summary>What somebody wants a mail server to be, before anything of it is looked at; null leaves what is.</summary>
internal sealed record EmailServerProposal(string? Alias, string? AuthType, string? Host, int? Port, string? Username, Secret? Password, bool? Enabled)
{
    public override string ToString() => "(a mail server about to be)";
}
