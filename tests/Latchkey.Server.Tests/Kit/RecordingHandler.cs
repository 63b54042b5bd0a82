using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

/// <summary>Lets the <see cref="Recorder"/> hear what every org of this run answers, whoever asks it.</summary>
internal sealed class RecordingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
#pragma warning disable CA2255                                             // it has to be there before the first org
    [ModuleInitializer]
    internal static void Listen() => TestOrg.Listening = inner => new RecordingHandler(inner);
#pragma warning restore CA2255

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode || !Recorder.Knows(request.Method.Method, request.RequestUri!.AbsolutePath)) return answer;
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (text.Length == 0) Recorder.Hear(request.Method.Method, request.RequestUri.AbsolutePath, (int)answer.StatusCode, null);
        else if (answer.Content.Headers.ContentType?.MediaType == "application/json" && Parsed(text) is { } document)
            Recorder.Hear(request.Method.Method, request.RequestUri.AbsolutePath, (int)answer.StatusCode, document);
        return answer;
    }

    private static JsonNode? Parsed(string text)
    {
        try { return JsonNode.Parse(text); }
        catch (JsonException) { return null; }
    }
}
