namespace Latchkey.Server.Tests.Conformance;

/// <summary>fapi2-security-profile-final-test-plan with openid=plain_oauth: no ID token, and an API as the resource.</summary>
public sealed class Fapi2PlainOAuthPlan(OrgFixture fixture) : Fapi2Modules(fixture, openid: false);

/// <summary>fapi2-security-profile-final-test-plan with openid=openid_connect.</summary>
public sealed class Fapi2Plan(OrgFixture fixture) : Fapi2OpenIdModules(fixture, signed: false);
