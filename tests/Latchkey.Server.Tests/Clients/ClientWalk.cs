using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Clients;

/// <summary>Does what a library does, step by step, and complains as it would.</summary>
public sealed class ClientWalk(TestOrg org, Variables variables)
{
    public async Task Through(ClientTable table, IEnumerable<ClientStep> steps)
    {
        var complaints = new List<string>();
        foreach (var step in steps)
        {
            org.Clock.Advance(TimeSpan.FromSeconds(1));
            try
            {
                var found = step.SignIn is null ? await Ask(step, table.Headers ?? []) : await SignIn(step);
                if (found.Count > 0) complaints.Add($"{table.Client} {table.Version} {step.Does} ({step.From}, {step.Send}): {string.Join("\n  ", found)}");
            }
            catch (InvalidDataException missing)
            {
                complaints.Add($"{step.Does} ({step.From}): {missing.Message}");
            }
        }
        // All at once: a step that fails is rarely alone.
        complaints.ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<string>> Ask(ClientStep step, Dictionary<string, string> always)
    {
        var (method, target) = variables.Fill(step.Send!).Split(' ', 2) is [var verb, var address] ? (verb, address) : throw new InvalidDataException(step.Send);
        var headers = always.Concat(step.Headers ?? []).ToDictionary(header => header.Key, header => variables.Fill(header.Value));
        var body = step.Json is { } json ? variables.Fill(json.ToJsonString()) : step.Body is { } text ? variables.Fill(text) : null;
        if (step.Json is not null) headers.TryAdd("Content-Type", "application/json");
        // Written from the root, as every library but one behind a proxy does.
        var onTheWire = target.StartsWith(org.Url, StringComparison.Ordinal) && !step.Send!.Contains(" absolute:", StringComparison.Ordinal) ? target[org.Url.Length..] : target.Replace("absolute:", "", StringComparison.Ordinal);
        var answer = await Wire.Send(new Uri(org.Url), method, onTheWire, headers, body);

        List<string> complaints = [];
        if (!(step.Status ?? [200]).Contains(answer.Status)) complaints.Add($"The status is {answer.Status}.");
        if (step.Type is not null && (answer["content-type"] ?? "none") != step.Type) complaints.Add($"The content type is {answer["content-type"]}, not {step.Type}.");
        foreach (var (name, rule) in step.Head ?? [])
            if (Insistence.Complaint(variables.Fill(rule), answer[name], answer[name] is not null) is { } complaint) complaints.Add($"The header {name} {complaint}.");
        var document = answer.Body.StartsWith('{') || answer.Body.StartsWith('[') ? JsonNode.Parse(answer.Body) : null;
        Recorder.Hear(method, onTheWire, answer.Status, document);
        foreach (var (path, rule) in step.Answer ?? [])
            complaints.AddRange(Insistence.At(document, variables.Fill(path)).Select(found => Insistence.Complaint(variables.Fill(rule), found.Value, found.There)).OfType<string>().Select(complaint => $"{path} {complaint}."));
        if (complaints.Count > 0) return [.. complaints, answer.ToString()];
        foreach (var (name, where) in step.Keep ?? [])
            if (!where.StartsWith('?') || Insistence.At(document, where[1..]).First().There) variables.Keep(name, Kept(answer, document, where.TrimStart('?')));
        return [];
    }

    private static string Kept(WireAnswer answer, JsonNode? document, string where) => where.Split(':', 2) switch
    {
        ["head", var name] => answer[name]!,
        ["query", var name] => Parameter(answer["location"]!, name) ?? throw new InvalidDataException($"No {name} in {answer["location"]}"),
        _ => Insistence.At(document, where).First().Value!.ToString(),
    };

    /// <summary>The person's browser, which ends where the app waits.</summary>
    private async Task<IReadOnlyList<string>> SignIn(ClientStep step)
    {
        using var browser = org.Browser();
        var page = await browser.SignInAsync(variables.Fill(step.SignIn!), new(variables["login"](), variables["password"](), null));
        if (page.LeadsTo is not { } landed) return [$"The browser did not come back: {page.Status} at {page.Url}\n{page.Text}"];
        variables.Keep("landed", landed);
        foreach (var name in (string[])["code", "state", "iss", "error"])
            if (Parameter(landed, name) is { } value) variables.Keep(name, value);
        return [.. (step.Answer ?? []).Select(rule => Insistence.Complaint(variables.Fill(rule.Value), rule.Key == "landed" ? landed : Parameter(landed, rule.Key), Parameter(landed, rule.Key) is not null || rule.Key == "landed")).OfType<string>()];
    }

    private static string? Parameter(string address, string name) =>
        address[(address.IndexOfAny(['?', '#']) + 1)..].Split('&').Select(pair => pair.Split('=', 2)).Where(pair => pair[0] == name).Select(pair => Uri.UnescapeDataString(pair[1])).FirstOrDefault();
}
