using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Branding.SignInPage;

public sealed record SignInPagePage : ConsolePage<SignInPageView>
{
    public required Brand Shown { get; init; }
    public required FormState Form { get; init; }
    /// <summary>People see what the org wrote.</summary>
    public required bool Published { get; init; }
    /// <summary>Something is being written that they do not see yet.</summary>
    public required bool Drafted { get; init; }
}
