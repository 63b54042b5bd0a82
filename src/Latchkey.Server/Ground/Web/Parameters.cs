using System.Buffers;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using Latchkey.Protocol;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Latchkey.Server.Ground.Web;

/// <summary>
/// The parameters of a protocol request, read once. A repeated parameter is refused (RFC 6749 §3.1, §3.2), an empty
/// one counts as absent, and nothing may be longer than a person's browser would carry.
/// </summary>
public sealed class Parameters
{
    public const int LongestValue = 16_384;

    /// <summary>Of what somebody known writes in a form: a page, a mail.</summary>
    public const int LongestText = 200_000;

    private const int MostValues = 200, LongestName = 200;

    /// <summary>Every letter of a form may need nine bytes of it.</summary>
    private const int LongestForm = 2 * 1024 * 1024;
    private const string MediaType = "application/x-www-form-urlencoded";

    /// <summary>What opens something, by itself or together with what is no secret.</summary>
    private static readonly string[] NeverInAddress =
    [
        Parameter.ClientSecret, Parameter.ClientAssertion, Parameter.Assertion, Parameter.Code, "interaction_code", Parameter.CodeVerifier, "password",
        Parameter.RefreshToken, Parameter.AccessToken, Parameter.Token, "subject_token", "actor_token", Parameter.DeviceSecret, Parameter.DeviceCode,
        Parameter.AuthReqId, Parameter.Request, Parameter.IdTokenHint, Parameter.SessionToken, Parameter.InterclientToken,
    ];

    private readonly Dictionary<string, string> values;

    public Parameters(IEnumerable<KeyValuePair<string, StringValues>> pairs) : this(pairs, LongestValue) { }

    private Parameters(IEnumerable<KeyValuePair<string, StringValues>> pairs, int longest)
    {
        values = new(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, all) in pairs)
        {
            if (all.Count > 1 || !seen.Add(name)) (Repeated ??= []).Add(name);
            var value = all.Count > 0 ? all[0] : null;
            if (string.IsNullOrEmpty(value)) continue;
            if (value.Length > longest) (TooLong ??= []).Add(name);
            values[name] = value;
        }
    }

    /// <summary>Each once, none of them empty or too long.</summary>
    private Parameters(Dictionary<string, string> values) => this.values = values;

    /// <summary>For JSON that is sealed and read by nobody else: its letters stay letters.</summary>
    internal static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// How many bytes they are where they wait in a sealed handle: without what is used at once, and what stands for a request that came another way,
    /// which is ours, and short.
    /// </summary>
    public int SealedLength =>
        JsonSerializer.SerializeToUtf8Bytes(Without(Parameter.RequestUri, Parameter.Request, Parameter.SessionToken, Parameter.InterclientToken).All,
            Unescaped).Length;

    private List<string>? Repeated { get; }
    private List<string>? TooLong { get; }

    /// <summary>The value, or null when it is absent or empty.</summary>
    public string? this[string name] => values.GetValueOrDefault(name);

    public IReadOnlyDictionary<string, string> All => values;

    /// <summary>The same, but for one that has done its work.</summary>
    public Parameters Without(string name) =>
        Has(name) ? new(values.Where(value => value.Key != name).Select(value => new KeyValuePair<string, StringValues>(value.Key, value.Value))) : this;

    public bool Has(string name) => values.ContainsKey(name);

    public string Required(string name) => this[name] ?? throw OAuthException.InvalidRequest($"The '{name}' parameter is required.");

    public Parameters Without(params IReadOnlyCollection<string> names) => new(values.Where(one => !names.Contains(one.Key)).Select(Pair));

    /// <summary>With this one instead of what came by its name.</summary>
    public Parameters With(string name, string value) => new(values.Where(one => one.Key != name).Append(new(name, value)).Select(Pair));

    /// <summary>To make others of.</summary>
    public IEnumerable<KeyValuePair<string, StringValues>> Pairs => values.Select(Pair);

    private static KeyValuePair<string, StringValues> Pair(KeyValuePair<string, string> one) => new(one.Key, one.Value);

    /// <summary>Whether this one parameter came exactly once: asked where the answer's address is not proven yet.</summary>
    public bool IsSingle(string name) => Repeated?.Contains(name) is not true && TooLong?.Contains(name) is not true;

    public void RefuseRepeated()
    {
        // RFC 8707 §2: more than one resource is a target this server does not have.
        if (Repeated?.Contains(Parameter.Resource) is true)
            throw OAuthException.InvalidTarget("A token is for one resource: the 'resource' parameter must be given once.");
        if (Repeated is not null) throw OAuthException.InvalidRequest($"The '{Printable(Repeated[0])}' parameter must not be repeated.");
        if (TooLong is not null) throw OAuthException.InvalidRequest($"The '{Printable(TooLong[0])}' parameter is too long.");
    }

    /// <summary>Space separated values, each once, in the order given. RFC 6749 §3.3.</summary>
    public IReadOnlyList<string> Words(string name) => this[name] is not { } value ? []
        : value.Contains(' ', StringComparison.Ordinal) ? value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToArray()
        : [value];

    /// <summary>The form of a POST, strictly: another content type, a broken body or a repeated parameter is refused.</summary>
    public static async ValueTask<Parameters> Form(HttpRequest request)
    {
        var parameters = await Read(request);
        parameters.RefuseRepeated();
        return parameters;
    }

    /// <summary>As <see cref="Form(HttpRequest)"/>, with fields of up to <see cref="LongestText"/>: for somebody who is known by then.</summary>
    public static async ValueTask<Parameters> LongForm(HttpRequest request)
    {
        var parameters = new Parameters(await ReadForm(await Body(request, LongestForm), LongestForm), LongestText);
        parameters.RefuseRepeated();
        return parameters;
    }

    /// <summary>
    /// The form of a program's request, and what its address may say as well: some of Okta's clients send parameters there,
    /// with nothing in the body. Addresses end in other people's logs, so what opens something is refused there and said so.
    /// </summary>
    /// <param name="request">A POST.</param>
    /// <param name="inAddress">The parameters that count there, too. One that stands in both places is repeated.</param>
    public static ValueTask<Parameters> Form(HttpRequest request, params IReadOnlyCollection<string> inAddress) =>
        HiddenQuery.Of(request.HttpContext) is { Length: > 0 } query ? Form(request, query, inAddress) : Form(request);

    private static async ValueTask<Parameters> Form(HttpRequest request, string query, IReadOnlyCollection<string> inAddress)
    {
        var address = QueryHelpers.ParseQuery(query);
        if (NeverInAddress.Any(name => address.ContainsKey(name) && !inAddress.Contains(name)))
            throw OAuthException.InvalidRequest("Client credentials cannot be supplied via query parameters.");
        var said = address.Where(one => inAddress.Contains(one.Key) && !StringValues.IsNullOrEmpty(one.Value)).ToArray();
        var parameters = new Parameters(said.Length > 0 && HasNoBody(request) ? said : [.. said, .. await ReadForm(await Body(request))]);
        parameters.RefuseRepeated();
        return parameters;
    }

    /// <summary>A form as it came, repetitions and all. Only the one content type of RFC 6749 appendix B, not the framework's other one.</summary>
    public static async ValueTask<Parameters> Read(HttpRequest request)
    {
        var body = await Body(request);
        return PlainForm.Read(body.Span) is { } plain ? new(plain) : new(await ReadForm(body));
    }

    /// <summary>Read once, whoever asks.</summary>
    private static async ValueTask<ReadOnlyMemory<byte>> Body(HttpRequest request, int longest = RequestBody.Longest)
    {
        if (request.HttpContext.Features.Get<FormBody>() is { } read) return read.Bytes;
        if (!IsForm(request)) throw OAuthException.InvalidRequest("The request body must be application/x-www-form-urlencoded.");
        try
        {
            var body = await RequestBody.Read(request, longest) ?? throw new InvalidDataException("The form is too long.");
            request.HttpContext.Features.Set(new FormBody(body));
            return body;
        }
        catch (Exception broken) when (broken is InvalidDataException or BadHttpRequestException)
        {
            throw Unreadable();
        }
    }

    private static async Task<Dictionary<string, StringValues>> ReadForm(ReadOnlyMemory<byte> body, int longest = 4 * LongestValue)
    {
        try
        {
            // A copy: the reader takes percent signs out of the very bytes it is given, and whoever reads them next would find what is left.
            return await new FormPipeReader(PipeReader.Create(new ReadOnlySequence<byte>(body.ToArray())))
            {
                ValueCountLimit = MostValues,
                KeyLengthLimit = LongestName, ValueLengthLimit = longest
            }
                .ReadFormAsync();
        }
        catch (Exception broken) when (broken is InvalidDataException or BadHttpRequestException)
        {
            throw Unreadable();
        }
    }

    private static OAuthException Unreadable() => OAuthException.InvalidRequest("The request body could not be read.");

    /// <summary>Whatever type is said of it.</summary>
    private static bool HasNoBody(HttpRequest request) =>
        request.ContentLength == 0 || request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };

    public static bool IsForm(HttpRequest request) =>
        string.Equals(request.ContentType, MediaType, StringComparison.OrdinalIgnoreCase)
        || MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Only what RFC 6749 allows in an error_description: no quotes, no backslash, no control characters.</summary>
    public static string Printable(string text) => string.Concat(text.Take(200).Where(c => c is >= ' ' and <= '~' and not ('"' or '\\')));

    /// <summary>Kept with its request.</summary>
    private sealed class FormBody(ReadOnlyMemory<byte> bytes)
    {
        public ReadOnlyMemory<byte> Bytes => bytes;
    }
}
