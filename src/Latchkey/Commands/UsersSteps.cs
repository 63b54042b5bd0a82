using System.CommandLine;
using System.Text.Json.Nodes;
using Latchkey.Cli.Api;
using Latchkey.Cli.Files;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey users show|suspend|unsuspend|unlock|activate|deactivate|reset-password|delete LOGIN. Contract §3.2.</summary>
public static class UsersSteps
{
    private static readonly (string Verb, string Step, string Done, string Means)[] Steps =
    [
        ("activate", "activate", "is active", "Let somebody in who was not yet, or no longer."),
        ("deactivate", "deactivate", "is deactivated", "Take everything away from somebody: sessions, tokens, apps."),
        ("suspend", "suspend", "is suspended", "Keep somebody out for a while; what they have stays."),
        ("unsuspend", "unsuspend", "is active again", "Let somebody in again who was suspended."),
        ("unlock", "unlock", "is unlocked", "Let somebody in again who typed too many wrong passwords."),
    ];

    public static IEnumerable<Command> Build()
    {
        yield return Show();
        foreach (var (verb, step, done, means) in Steps) yield return Step(verb, step, done, means);
        yield return ResetPassword();
        yield return Delete();
    }

    private static Argument<string> Who() => new("LOGIN") { Description = "Their login, or id." };

    private static Command Show()
    {
        var who = Who();
        var command = new Command("show", "Show somebody: profile, status, groups.") { who };
        command.SetAction(async (args, ct) =>
        {
            var terminal = Terminal.For(args);
            using var api = ManagementApi.Connect(terminal);
            var user = (JsonObject)(await api.Call(HttpMethod.Get, Of(args.GetRequiredValue(who)), null, ct))!;
            var groups = (await api.ListOf($"{Of(Members.Text(user, "id")!)}/groups", ct)).Select(group => Members.Text(group, "profile.name")).ToArray();
            terminal.Say("Id:      ", Members.Text(user, "id")!);
            terminal.Say("Status:  ", Members.Text(user, "status")!);
            foreach (var (name, value) in user["profile"]!.AsObject())
                if (value is not null) terminal.Say($"{name}: ", value is JsonValue ? value.ToString() : value.ToJsonString());
            terminal.Say("Last sign-in: ", Members.Text(user, "lastLogin") ?? "-");
            terminal.Say("Groups:  ", string.Join(", ", groups));
            user.Remove("_links");
            user["groups"] = new JsonArray([.. groups.Select(name => (JsonNode?)name)]);
            terminal.Answer(user);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Step(string verb, string step, string done, string means)
    {
        var who = Who();
        var command = new Command(verb, means) { who };
        command.SetAction(async (args, ct) =>
        {
            var (terminal, login) = (Terminal.For(args), args.GetRequiredValue(who));
            using var api = ManagementApi.Connect(terminal);
            await api.Call(HttpMethod.Post, $"{Of(login)}/lifecycle/{step}", null, ct);
            terminal.Say($"{login} {done}.");
            terminal.Answer(new { login, done = step });
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command ResetPassword()
    {
        var who = Who();
        var mail = new Option<bool>("--send-mail") { Description = "Mail them the link; otherwise it is printed here, for whoever passes it on." };
        var command = new Command("reset-password", "Make a link with which somebody sets another password; the one they have is void.") { who, mail };
        command.SetAction(async (args, ct) =>
        {
            var (terminal, login, sends) = (Terminal.For(args), args.GetRequiredValue(who), args.GetValue(mail));
            using var api = ManagementApi.Connect(terminal);
            var answer = await api.Call(HttpMethod.Post, $"{Of(login)}/lifecycle/reset_password?sendEmail={(sends ? "true" : "false")}", null,
                ct) as JsonObject;
            var link = answer is null ? null : Members.Text(answer, "resetPasswordUrl");
            terminal.Say(link is null ? $"A mail with a link to set another password was sent to {login}." : "Give them this link to set another password:");
            if (link is not null) terminal.Say(link);
            terminal.Answer(new { login, resetPasswordUrl = link });
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Delete()
    {
        var who = Who();
        var force = new Option<bool>("--force", "-f") { Description = "Do not ask." };
        var command = new Command("delete", "Deactivate and delete somebody. It cannot be taken back.") { who, force };
        command.SetAction(async (args, ct) =>
        {
            var (terminal, login) = (Terminal.For(args), args.GetRequiredValue(who));
            using var api = ManagementApi.Connect(terminal);
            var user = (JsonObject)(await api.Call(HttpMethod.Get, Of(login), null, ct))!;
            var id = Members.Text(user, "id")!;
            if (!args.GetValue(force) && !terminal.Ask.Confirm(
                $"Deactivate and delete {Members.Text(user, "profile.login")} ({id})?", fallback: false, "Give --force."))
                return ExitCode.Declined;
            if (Members.Text(user, "status") != "DEPROVISIONED") await api.Call(HttpMethod.Post, $"{Of(id)}/lifecycle/deactivate", null, ct);
            await api.Call(HttpMethod.Delete, Of(id), null, ct);
            terminal.Say($"{login} has been deleted.");
            terminal.Answer(new { id, login, done = "delete" });
            return ExitCode.Ok;
        });
        return command;
    }

    private static string Of(string user) => $"/api/v1/users/{Uri.EscapeDataString(user)}";
}
