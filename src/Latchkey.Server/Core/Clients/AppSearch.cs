namespace Latchkey.Server.Core.Clients;

/// <param name="OrgId">Whose.</param>
/// <param name="Words">Canonical: somewhere in the label, or the whole client id; empty: all.</param>
/// <param name="Status">ACTIVE or INACTIVE; null: either.</param>
/// <param name="Type">native, web, browser or service; null: any.</param>
/// <param name="Seen">Those that whoever looks sees, by id; null: every one.</param>
internal sealed record AppSearch(string OrgId, string Words, string? Status, string? Type, IReadOnlySet<string>? Seen);
