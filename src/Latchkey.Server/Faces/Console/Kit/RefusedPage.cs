using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>The console stays shut, or a form was not taken: why, and what to do.</summary>
public sealed record RefusedPage(RefusedBecause Why) : PageModel<RefusedView>;
