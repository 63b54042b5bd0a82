using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>The console stays shut, or a form was not taken: why, and what to do.</summary>
/// <param name="Why">Why.</param>
/// <param name="Who">Can give what is missing.</param>
public sealed record RefusedPage(RefusedBecause Why, IReadOnlyList<string> Who) : PageModel<RefusedView>;
