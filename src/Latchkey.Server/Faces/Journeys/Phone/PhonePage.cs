using Latchkey.Server.Core.Clients;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Phone;

/// <summary>A browser waits for a phone, or the phone has answered.</summary>
public sealed record PhonePage : PageModel<PhoneView>
{
    public AppAbout? App { get; init; }
    /// <summary>Where the form is posted that goes on.</summary>
    public required string Action { get; init; }
    /// <summary>What the picture says; empty where it is over, or answered.</summary>
    public string Address { get; init; } = "";
    public string Number { get; init; } = "";
    /// <summary>The phone has said yes: the page goes on.</summary>
    public bool Approved { get; init; }
    public required string BackUrl { get; init; }
    public override string? FrameName => PageFrames.SignIn;
}
