using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>Documents of /idp/idx, and what becomes of a refusal there: the same document again, with the reason; or the end. Contract §4.</summary>
internal static class IdxAnswers
{
    public const string Type = "application/ion+json; okta-version=1.0.0";

    public static IResult Of(JsonObject document, int status = 200) => Results.Text(document.ToJsonString(), Type, statusCode: status);

    public static RouteGroupBuilder AnswersWithDocuments(this RouteGroupBuilder routes)
    {
        routes.AddEndpointFilter(async (context, next) =>
        {
            try
            {
                return await next(context);
            }
            catch (IdxProblem problem)
            {
                return await Refused(context.HttpContext, problem);
            }
            catch (ApiError error) when (error.Status < 500)
            {
                return await Refused(context.HttpContext, IdxProblem.Of(error));
            }
            catch (RuleException broken)
            {
                return await Refused(context.HttpContext, IdxProblem.Of(broken));
            }
        });
        return routes;
    }

    private static async Task<IResult> Refused(HttpContext http, IdxProblem problem) => !problem.Ends && http.Features.Get<IdxAt>() is { } at
        ? await http.RequestServices.GetRequiredService<IdxDocuments>().Show(http, at, problem)
        : Of(new JsonObject { ["version"] = IdxJson.Version, ["messages"] = problem.ToJson() }, problem.Status);
}
