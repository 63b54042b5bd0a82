using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey api METHOD PATH [--body JSON | --file FILE]: any call of the management API, as the console offers it to be copied.</summary>
public static class CallApi
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Build()
    {
        var method = new Argument<string>("method") { Description = "GET, POST, PUT, PATCH or DELETE." };
        var path = new Argument<string>("path") { Description = "What is called, e.g. /api/v1/users. In a list, every page is read." };
        var body = new Option<string?>("--body", "-d")
        {
            Description = "JSON that goes along; @FILE reads it from a file, - from standard input.", HelpName = "json",
        };
        var file = new Option<string?>("--file") { Description = "A file that goes along as a form does it: a logo, a picture.", HelpName = "file" };
        var command = new Command("api", "Call the management API of the organization.") { method, path, body, file };
        command.SetAction((args, ct) =>
            Run(Terminal.For(args), args.GetValue(method)!.ToUpperInvariant(), args.GetValue(path)!, args.GetValue(body), args.GetValue(file), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string method, string path, string? body, string? file, CancellationToken ct)
    {
        if (!Methods.Contains(method)) throw Wrong($"{method} is no method: {string.Join(", ", Methods)}.");
        // A token goes to the org that is configured, and nowhere else.
        if (path is not ['/', ..] || path is ['/', '/' or '\\', ..])
            throw Wrong($"{path} is no path of the org: it begins with one /, as /api/v1/users.");
        if (body is not null && file is not null) throw Wrong("--body and --file exclude each other.");
        var json = body is null ? null : Parsed(await Text(body, ct));
        using var api = ManagementApi.Connect(terminal);
        JsonNode? answer = file is not null ? await api.Upload(new HttpMethod(method), path, file, ct)
            : method == "GET" ? await Read(api, path, ct) : await api.Call(new HttpMethod(method), path, json, ct);
        // The answer is for a program in any case.
        if (answer is not null) Console.Out.WriteLine(answer.ToJsonString(Readable));
        return ExitCode.Ok;
    }

    /// <summary>One thing as it is, and a list whole.</summary>
    private static async Task<JsonNode?> Read(ManagementApi api, string path, CancellationToken ct)
    {
        var first = await api.Call(HttpMethod.Get, path, null, ct);
        return first is not JsonArray || path.Contains("limit=", StringComparison.Ordinal) ? first : new JsonArray([.. await api.ListOf(path, ct)]);
    }

    private static async Task<string> Text(string given, CancellationToken ct) => given switch
    {
        "-" => await Console.In.ReadToEndAsync(ct),
        ['@', .. var file] when File.Exists(file) => await File.ReadAllTextAsync(file, ct),
        ['@', .. var file] => throw Wrong($"There is no file {file}."),
        _ => given,
    };

    private static JsonObject Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw Wrong("--body is no JSON object.");
        }
        catch (JsonException problem)
        {
            throw Wrong($"--body is no JSON: {problem.Message}");
        }
    }

    private static CommandException Wrong(string message) => new(message) { ExitCode = ExitCode.Usage };
}
