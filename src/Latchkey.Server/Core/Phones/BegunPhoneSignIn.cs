namespace Latchkey.Server.Core.Phones;

/// <param name="Id">What the browser holds, and shows nobody.</param>
/// <param name="Code">What its picture says.</param>
internal sealed record BegunPhoneSignIn(string Id, string Code)
{
    public override string ToString() => "a sign-in that waits for a phone";
}
