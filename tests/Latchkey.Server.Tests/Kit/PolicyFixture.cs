namespace Latchkey.Server.Tests.Kit;

/// <summary>An org whose policies tests change.</summary>
public sealed class PolicyFixture : OrgFixture;
