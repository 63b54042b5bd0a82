using System.Net.Http.Headers;

namespace Latchkey.Server.Ground.Web;

/// <summary>What <see cref="OutgoingHttp"/> sends.</summary>
/// <param name="Method">How.</param>
/// <param name="Address">Absolute; https except on a development server.</param>
internal sealed record OutgoingRequest(HttpMethod Method, string Address)
{
    public string Accept { get; init; } = "*/*";

    /// <summary>Their names and values are such as a head may have: whoever lets somebody choose them sees to it.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Sent as <c>application/x-www-form-urlencoded</c>.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>>? Form { get; init; }

    /// <summary>Sent as <c>application/json</c>.</summary>
    public byte[]? Json { get; init; }

    /// <summary>For everything together: name, connection, headers, body.</summary>
    public TimeSpan Deadline { get; init; } = OutgoingHttp.Deadline;

    internal HttpContent? Content() => Form is not null ? new FormUrlEncodedContent(Form)
        : Json is not null ? new ByteArrayContent(Json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } }
        : null;

    public override string ToString() => $"{Method} {Address}";      // what is in it may be a secret
}
