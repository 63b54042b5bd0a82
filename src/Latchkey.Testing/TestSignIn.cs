namespace Latchkey.Testing;

/// <summary>How and when somebody proved who they are: <c>acr</c> and <c>auth_time</c> of a minted token.</summary>
/// <param name="At">When; now unless given.</param>
/// <param name="Acr">The authentication context class, for example <c>urn:okta:loa:2fa:any</c>.</param>
public sealed record TestSignIn(DateTimeOffset? At = null, string? Acr = null);
