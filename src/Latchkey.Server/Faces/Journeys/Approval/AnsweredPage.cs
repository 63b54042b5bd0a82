using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Approval;

public sealed record AnsweredPage : PageModel<AnsweredView>
{
    public required string AppLabel { get; init; }
    public required bool Approved { get; init; }
}
