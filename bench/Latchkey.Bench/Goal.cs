namespace Latchkey.Bench;

/// <summary>A figure the design asks for, beside what this run measured.</summary>
internal sealed record Goal(string What, string Asked, string Measured, bool Reached)
{
    public static IEnumerable<Goal> All(Report report)
    {
        if (report.Find(Scenarios.Floor.Name) is { ServerCpu: { } floor } && report.Find("client_credentials", "ES256") is { ServerCpu: { } elliptic })
            yield return AtLeast("client credentials ES256: the bare form and one signature, of its CPU", 0.65, (floor + report.Signature("ES256")) / elliptic);
        if (report.Find("client_credentials", "RS256") is { ServerCpu: not null } rsa)
            yield return AtLeast("client credentials RS256: the signature, of its CPU", 0.85, report.SigningShare(rsa)!.Value);
        if (report.Find("refresh", "ES256") is { PerCoreSecond: { } rate })
            yield return new Goal("refresh with durable rotation ES256, a core", "2,000/s", Markdown.Say($"{rate:N0}/s"), rate >= 2000);
        if (report.Find("passkey", "RS256") is { ServerCpu: { } passkey })
            yield return new Goal("a passkey sign-in RS256, server CPU", "< 2 ms", Markdown.Say($"{passkey:0.00} ms"), passkey < 2);
        if (report.Find("refresh", "RS256") is { P99: > 0 } alone && report.Find("refresh_flood", "RS256") is { P99: > 0 } flooded)
            yield return AtMost("refresh RS256 in a flood of passwords, p99 of refresh alone", 2, flooded.P99 / alone.P99);
        foreach (var measured in report.Measurements)
        {
            if (report.Shallow(measured)?.ServerCpu is { } shallow && measured.ServerCpu is { } deep)
                yield return AtMost(Markdown.Say($"{measured.Scenario} {measured.Algorithm}, CPU with empty tables"), 1.15, deep / shallow);
            if (report.Before(measured)?.ServerCpu is not { } before || measured.ServerCpu is not { } now) continue;
            var asked = (measured.Scenario, measured.Algorithm) switch
            {
                ("client_credentials", "ES256") => 0.66,
                ("refresh", "ES256") => 0.72,
                ("code_pkce", "ES256") => 0.79,
                _ => 1.05,      // no slower, but for what rounds differ by
            };
            yield return AtMost(Markdown.Say($"{measured.Scenario} {measured.Algorithm}, CPU of the build before"), asked, now / before);
        }
        if (report.Starts is [var latchkey, var empty, ..])
        {
            yield return AtMost("cold start to first answer, of an empty Razor Pages app", 1.5, latchkey.Seconds / empty.Seconds);
            yield return AtMost("the same by CPU time", 1.5, latchkey.CpuSeconds / empty.CpuSeconds);
            yield return AtMost("idle memory, of an empty Razor Pages app", 1.2, latchkey.IdleMegabytes / empty.IdleMegabytes);
        }
    }

    private static Goal AtLeast(string what, double asked, double measured) => new(what, $"≥ {Markdown.Percent(asked)}", Markdown.Percent(measured), measured >= asked);

    private static Goal AtMost(string what, double asked, double measured) => new(what, Markdown.Say($"≤ {asked:0.00} ×"), Markdown.Say($"{measured:0.00} ×"), measured <= asked);
}
