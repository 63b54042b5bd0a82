using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Latchkey.Cli.Api;
using Latchkey.Cli.Files;
using Latchkey.Cli.Settings;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey logs [-f]: what stands in the system log, of the last hour unless told otherwise. Contract §5.6.</summary>
public static class Logs
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public static Command Build()
    {
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with what happens from now on, until Ctrl+C." };
        var since = new Option<string>("--since")
        {
            Description = "From when: 30m, 12h, 7d, or a time as 2026-01-31T12:00:00Z.", HelpName = "time", DefaultValueFactory = _ => "1h",
        };
        var filter = new Option<string?>("--filter") { Description = "Only what matches, e.g. 'eventType sw \"user.session\"'." };
        var words = new Option<string?>("--search") { Description = "Only what holds these words." };
        var command = new Command("logs", "Show the system log of the organization.") { follow, since, filter, words };
        command.SetAction((args, ct) =>
            Run(Terminal.For(args), args.GetValue(follow), Begin(args.GetValue(since)!, TimeProvider.System), args.GetValue(filter), args.GetValue(words),
                ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, bool follow, DateTimeOffset since, string? filter, string? words, CancellationToken ct)
    {
        using var api = ManagementApi.Connect(terminal);
        var from = since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var path = $"/api/v1/logs?since={Uri.EscapeDataString(from)}&limit=100"
            + (filter is null ? "" : $"&filter={Uri.EscapeDataString(filter)}") + (words is null ? "" : $"&q={Uri.EscapeDataString(words)}");
        if (!terminal.Json) terminal.Say("Time                      Severity  Status     Message");
        var all = new JsonArray();
        while (true)
        {
            var (events, next) = await api.PageOf(path, ct);
            foreach (var one in events)
            {
                if (!terminal.Json) terminal.Say(Row(one, api.Org));
                // What never ends cannot be one value: an event a line.
                else if (follow) Console.Out.WriteLine(one.ToJsonString());
                else all.Add(one.DeepClone());
            }
            // The log of what is going on has always a next page: an empty one is the end for now.
            if (events.Count == 0 || next is null)
            {
                if (!follow) break;
                await Task.Delay(Pause, TimeProvider.System, ct);
            }
            path = next ?? path;
        }
        if (terminal.Json) terminal.Answer(all);
        return ExitCode.Ok;
    }

    private static string Row(JsonObject one, Uri org)
    {
        var time = DateTimeOffset.Parse(Members.Text(one, "published")!, CultureInfo.InvariantCulture).UtcDateTime;
        var address = $"{org.Text()}/api/v1/logs?filter=uuid+eq+%22{Members.Text(one, "uuid")}%22";
        return string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}  {Members.Text(one, "severity"),-8}  "
            + $"{Members.Text(one, "outcome.result"),-9}  {Members.Text(one, "displayMessage")} ({Members.Text(one, "actor.alternateId") ?? "-"})  {address}");
    }

    private static DateTimeOffset Begin(string text, TimeProvider clock)
    {
        if (text.Length > 1 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            switch (text[^1])
            {
                case 'm': return clock.GetUtcNow().AddMinutes(-number);
                case 'h': return clock.GetUtcNow().AddHours(-number);
                case 'd': return clock.GetUtcNow().AddDays(-number);
            }
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
            : throw new CommandException($"--since {text} is no time: 30m, 12h, 7d or 2026-01-31T12:00:00Z.") { ExitCode = ExitCode.Usage };
    }
}
