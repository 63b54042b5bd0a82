using System.CommandLine;
using System.Text.Json.Nodes;
using Latchkey.Cli.Api;
using Latchkey.Cli.Files;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey groups create|delete|members|add|remove. Contract §3.3.</summary>
public static class GroupsSteps
{
    public static IEnumerable<Command> Build() =>
        [Create(), Delete(), ListMembers(), Change("add", HttpMethod.Put, "is in", "Put people into a group."),
            Change("remove", HttpMethod.Delete, "is not in", "Take people out of a group.")];

    private static Argument<string> Which() => new("GROUP") { Description = "Its name, or id." };

    private static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "What it is called." };
        var said = new Option<string?>("--description") { Description = "What it is for." };
        var command = new Command("create", "Create a group.") { name, said };
        command.SetAction(async (args, ct) =>
        {
            var terminal = Terminal.For(args);
            using var api = ManagementApi.Connect(terminal);
            var profile = new JsonObject { ["name"] = args.GetRequiredValue(name) };
            if (args.GetValue(said) is { } description) profile["description"] = description;
            var made = (JsonObject)(await api.Call(HttpMethod.Post, "/api/v1/groups", new JsonObject { ["profile"] = profile }, ct))!;
            terminal.Say($"Created group {args.GetRequiredValue(name)}, id: {Members.Text(made, "id")}");
            terminal.Answer(new { id = Members.Text(made, "id"), name = args.GetRequiredValue(name) });
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Delete()
    {
        var which = Which();
        var force = new Option<bool>("--force", "-f") { Description = "Do not ask." };
        var command = new Command("delete", "Delete a group: who got an app by it loses that app.") { which, force };
        command.SetAction(async (args, ct) =>
        {
            var terminal = Terminal.For(args);
            using var api = ManagementApi.Connect(terminal);
            var (id, name) = await Find(api, args.GetRequiredValue(which), ct);
            if (!args.GetValue(force) && !terminal.Ask.Confirm($"Delete group '{name}' ({id})?", fallback: false, "Give --force.")) return ExitCode.Declined;
            await api.Call(HttpMethod.Delete, $"/api/v1/groups/{id}", null, ct);
            terminal.Say($"Group '{name}' has been deleted.");
            terminal.Answer(new { id, name, done = "delete" });
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command ListMembers()
    {
        var which = Which();
        var command = new Command("members", "List who is in a group.") { which };
        command.SetAction(async (args, ct) =>
        {
            var terminal = Terminal.For(args);
            using var api = ManagementApi.Connect(terminal);
            var (id, _) = await Find(api, args.GetRequiredValue(which), ct);
            var people = await api.ListOf($"/api/v1/groups/{id}/users?limit=200", ct);
            terminal.Table(["ID", "STATUS", "LOGIN"], people.Select(person => (IReadOnlyList<string?>)
                [Members.Text(person, "id"), Members.Text(person, "status"), Members.Text(person, "profile.login")]));
            terminal.Answer(people.Select(
                person => new { id = Members.Text(person, "id"), status = Members.Text(person, "status"), login = Members.Text(person, "profile.login") }));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Change(string verb, HttpMethod method, string done, string means)
    {
        var which = Which();
        var who = new Argument<string[]>("LOGIN") { Description = "Their logins, or ids.", Arity = ArgumentArity.OneOrMore };
        var command = new Command(verb, means) { which, who };
        command.SetAction(async (args, ct) =>
        {
            var terminal = Terminal.For(args);
            using var api = ManagementApi.Connect(terminal);
            var (id, name) = await Find(api, args.GetRequiredValue(which), ct);
            foreach (var login in args.GetRequiredValue(who))
            {
                var user = (JsonObject)(await api.Call(HttpMethod.Get, $"/api/v1/users/{Uri.EscapeDataString(login)}", null, ct))!;
                await api.Call(method, $"/api/v1/groups/{id}/users/{Members.Text(user, "id")}", null, ct);
                terminal.Say($"{login} {done} {name}.");
            }
            terminal.Answer(new { group = id, people = args.GetRequiredValue(who), done = verb });
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>By its id, or the one that is called so.</summary>
    private static async Task<(string Id, string Name)> Find(ManagementApi api, string which, CancellationToken ct)
    {
        var all = await api.ListOf($"/api/v1/groups?q={Uri.EscapeDataString(which)}", ct);
        if (all.FirstOrDefault(group => Members.Text(group, "profile.name") == which) is { } named) return (Members.Text(named, "id")!, which);
        try
        {
            var group = (JsonObject)(await api.Call(HttpMethod.Get, $"/api/v1/groups/{Uri.EscapeDataString(which)}", null, ct))!;
            return (Members.Text(group, "id")!, Members.Text(group, "profile.name")!);
        }
        catch (ApiException error) when (error.Status == System.Net.HttpStatusCode.NotFound && !error.IsUnknownPath)
        {
            throw new CommandException($"There is no group \"{which}\". \"latchkey groups list\" lists them.", error);
        }
    }
}
