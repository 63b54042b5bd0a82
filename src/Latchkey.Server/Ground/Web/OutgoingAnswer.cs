namespace Latchkey.Server.Ground.Web;

/// <summary>What came back. The body is as sent, at most <see cref="OutgoingHttp.MostBytes"/>.</summary>
/// <param name="Status">Also that of a refusal or a redirect.</param>
/// <param name="MediaType">Without its parameters.</param>
/// <param name="Body">Undecoded.</param>
/// <param name="MaxAge">How long the answer says it may be kept; zero: not at all; null: it does not say.</param>
internal sealed record OutgoingAnswer(int Status, string? MediaType, byte[] Body, TimeSpan? MaxAge)
{
    public bool Succeeded => Status is >= 200 and < 300;
}
