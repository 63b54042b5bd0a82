using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Work;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.SignIn;

public sealed record ForgotPasswordPage : PageModel<ForgotPasswordView>
{
    public AppAbout? App { get; init; }
    public required string Flow { get; init; }
    public string? Identifier { get; init; }
    public bool IdentifierMissing { get; init; }
    /// <summary>A mail is on its way, if there is anybody to get it.</summary>
    public bool Sent { get; init; }
    /// <summary>What the browser is to work out; null: nothing.</summary>
    public WorkQuestion? Work { get; init; }
    /// <summary>Why what came with the form did not do; null: it did.</summary>
    public WorkOutcome? Worked { get; init; }
    public override string? FrameName => PageFrames.SignIn;
}
