namespace Latchkey.Server.Core.Rulebook;

/// <summary>Whether strangers make accounts for themselves, and what becomes of them. Contract §3.9, <c>profileEnrollment</c>.</summary>
/// <param name="Register">They do. Of the policy that every org has, the org's own setting says so.</param>
/// <param name="Groups">What they are put in, by id.</param>
/// <param name="HookId">The inline hook that is asked first; null: none.</param>
internal sealed record ProfileAction(bool Register, IReadOnlyList<string> Groups, string? HookId = null);
