namespace Latchkey.Server.Ground.Web;

/// <summary>
/// The query of an endpoint to which some clients send tokens and assertions in the address. The endpoint reads it here;
/// the request that everybody else sees, the framework's log and whatever traces it among them, has none.
/// </summary>
internal sealed record HiddenQuery(string Text)
{
    /// <summary>The query as it was sent, hidden or not.</summary>
    public static string Of(HttpContext http) => http.Features.Get<HiddenQuery>()?.Text ?? http.Request.QueryString.Value ?? "";

    public override string ToString() => "(hidden)";
}
