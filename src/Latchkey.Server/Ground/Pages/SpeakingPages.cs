using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Ground.Pages;

/// <summary>Pages that people read, not those who administer: they speak as their org does.</summary>
internal static class SpeakingPages
{
    public static T SpeakAsTheOrg<T>(this T routes) where T : IEndpointConventionBuilder => routes.AddEndpointFilter(async (invocation, next) =>
    {
        var http = invocation.HttpContext;
        var look = await http.RequestServices.GetRequiredService<IPageLook>().Of(http);
        http.Features.Set(new OrgVoice(look.Locale, look.Offered, look.Words));
        return await next(invocation);
    });
}
