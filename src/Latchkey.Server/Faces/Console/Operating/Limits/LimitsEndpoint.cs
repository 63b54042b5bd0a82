using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Operating.Limits;

/// <summary>GET /admin/settings/limits: how often one caller may call what. Decision 0009.</summary>
internal static class LimitsEndpoint
{
    public static IResult Show(HttpContext http, ServerSettings settings)
    {
        var said = Language.Of(http).Texts.Operating;
        return Page.Of(new LimitsPage
        {
            Frame = http.Frame(ConsoleSection.Settings),
            Limits =
            [
                .. new[]
                {
                    (RateLimit.Pages, said.LimitPages), (RateLimit.Passwords, said.LimitPasswords), (RateLimit.SignUps, said.LimitSignUps),
                    (RateLimit.UserCodes, said.LimitUserCodes), (RateLimit.Tokens, said.LimitTokens), (RateLimit.Api, said.LimitApi),
                    (RateLimit.Discovery, said.LimitDiscovery), (RateLimit.Registration, said.LimitRegistration), (RateLimit.Clients, said.LimitClients),
                }.Select(one => (one.Item1.Bucket, one.Item2, (long)(one.Item1.PerMinute * settings.RateLimitFactor))),
            ],
        });
    }
}
