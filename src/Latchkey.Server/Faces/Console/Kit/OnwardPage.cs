using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>Leads on by itself, as a page of this server: what it leads to gets the cookies that a link of another site keeps back.</summary>
public sealed record OnwardPage(string Url) : PageModel<OnwardView>;
