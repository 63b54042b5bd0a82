using System.Globalization;
using Latchkey.Native;

/// <summary>A sign-in that the app draws itself, in a terminal: whatever the provider asks for.</summary>
internal sealed class OwnPages(LatchkeyClient auth, Screen screen)
{
    public async Task<LatchkeySession> SignIn(CancellationToken ct)
    {
        var signIn = await auth.TryResumeIdxAsync(ct) ?? await auth.StartIdxAsync(cancellationToken: ct);
        while (signIn.Session is null) await Draw(signIn, ct);
        return signIn.Session;
    }

    private async Task Draw(IdxSignIn signIn, CancellationToken ct)
    {
        var step = signIn.Step;
        foreach (var message in step.Messages) screen.Bad(message.Text);
        if (step.CurrentAuthenticator is { SharedSecret: { } secret }) screen.Line($"Type this into your authenticator app: {secret}");
        if (step.CurrentAuthenticator is { Email: { } mailbox }) screen.Line($"A code was mailed to {mailbox}.");

        // An option is a choice by itself: each authenticator is one line of the menu.
        List<(string Label, Func<Task> Go)> menu = [];
        foreach (var remediation in step.Remediations.Append(step.Recover).Append(step.Resend).OfType<IdxRemediation>())
        {
            foreach (var option in remediation.Options) menu.Add((option.Label, () => signIn.ChooseAsync(option, Ask(remediation), ct)));
            if (remediation.Options.Count == 0 && !IsForDevices(remediation))
                menu.Add((remediation.Name, () => signIn.ProceedAsync(remediation, Ask(remediation), ct)));
        }
        if (menu.Count == 0) menu.Add(("again from the beginning", () => signIn.IntrospectAsync(ct)));
        await Chosen(menu)();
    }

    /// <summary>What a person types, by the names of the fields.</summary>
    private Dictionary<string, string> Ask(IdxRemediation remediation) => remediation.Fields
        .Where(field => field is { IsForPeople: true, Options.Count: 0 } && (field.IsRequired || field.Type != "boolean"))
        .ToDictionary(field => field.Name, field => screen.Ask(field.Label ?? field.Name, field.IsSecret));

    private Func<Task> Chosen(List<(string Label, Func<Task> Go)> menu)
    {
        for (var i = 1; menu.Count > 1 && i <= menu.Count; i++) screen.Line($"{screen.Key(i.ToString(CultureInfo.InvariantCulture), menu[i - 1].Label)}");
        while (menu.Count > 1)
            if (int.TryParse(screen.Ask("Which", isSecret: false), CultureInfo.InvariantCulture, out var chosen) && chosen >= 1 && chosen <= menu.Count)
                return menu[chosen - 1].Go;
        return menu[0].Go;
    }

    /// <summary>A terminal has no passkeys.</summary>
    private static bool IsForDevices(IdxRemediation remediation) =>
        remediation.Fields.Any(field => field.IsRequired) && remediation.Fields.All(field => !field.IsForPeople)
        && remediation.Fields.Any(field => field.Name.StartsWith("credentials.", StringComparison.Ordinal));
}
