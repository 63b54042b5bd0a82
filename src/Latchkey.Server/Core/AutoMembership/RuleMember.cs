namespace Latchkey.Server.Core.AutoMembership;

/// <summary>Who is in which group by which rule.</summary>
internal sealed record RuleMember(string RuleId, string GroupId, string UserId);
