using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>Documents of /idp/idx, and what becomes of a refusal there: the same document again, with the reason; or the end. Contract §4.</summary>
internal static class IdxAnswers
{
    public const string Type = "application/ion+json; okta-version=1.0.0";

    public static IResult Of(JsonObject document, int status = 200) => Results.Text(document.ToJsonString(), Type, statusCode: status);

    /// <summary>Also where a call does not come as far as the sign-in: too often, too large, no JSON.</summary>
    private static readonly ErrorForm Outside = new(Type, error => Of(IdxProblem.Of(error)));

    private static JsonObject Of(IdxProblem problem) => new() { ["version"] = IdxJson.Version, ["messages"] = problem.ToJson() };

    public static RouteGroupBuilder AnswersWithDocuments(this RouteGroupBuilder routes)
    {
        routes.WithMetadata(Outside);
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

    private static async Task<IResult> Refused(HttpContext http, IdxProblem problem)
    {
        if (problem.Ends || http.Features.Get<IdxAt>() is not { } at) return Of(Of(problem), problem.Status);
        try
        {
            return await http.RequestServices.GetRequiredService<IdxDocuments>().Show(http, at, problem);
        }
        catch (IdxProblem ended)
        {
            // As it stands now there is nothing left to show.
            return Of(Of(ended), ended.Status);
        }
    }
}
