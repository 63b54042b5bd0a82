namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>The answer to somebody who has proven who they are, and whom a policy does not let in.</summary>
/// <param name="Answer">What they, or the app, are told.</param>
/// <param name="Reason">For the log: the rule that decided.</param>
internal sealed record KeptOut(IResult Answer, string Reason) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => Answer.ExecuteAsync(httpContext);
}
