using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Work;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.SignUp;

/// <summary>A person makes an account for themselves. What they typed is kept, but never the password.</summary>
public sealed record SignUpPage : PageModel<SignUpView>
{
    public AppAbout? App { get; init; }
    public required string Flow { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Email { get; init; }
    public SignUpProblem? Problem { get; init; }
    /// <summary>Why the org does not let them, in its own words.</summary>
    public string? Sentence { get; init; }
    /// <summary>Which rules the password broke.</summary>
    /// <summary>What is asked of it.</summary>
    public PasswordSettings Settings { get; init; } = PasswordSettings.Default;
    public IReadOnlyList<PasswordRule> Broken { get; init; } = [];
    /// <summary>What the browser is to work out; null: nothing.</summary>
    public WorkQuestion? Work { get; init; }
    public override string? FrameName => PageFrames.SignIn;
}
