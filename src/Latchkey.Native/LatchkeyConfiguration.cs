using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Latchkey.Native;

/// <summary>Reads <see cref="LatchkeyOptions"/> from configuration: a file, variables of the environment, or whatever else an app has.</summary>
public static class LatchkeyConfiguration
{
    /// <summary>
    /// Sets what the section names and leaves the rest as it is. Keys are the names of the properties: addresses as text (<c>RedirectUri</c> as
    /// <see cref="RedirectTarget.Parse"/> takes it), times as <c>00:01:30</c>, enumerations by name, lists as arrays or with spaces between; a list
    /// replaces the default; <c>Unlock</c> is a section of its own. No reflection, so it works trimmed and compiled ahead of time.
    /// </summary>
    /// <param name="options">The options.</param>
    /// <param name="section">Such as <c>configuration.GetSection("Latchkey")</c>.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="SignInException"><see cref="SignInErrorKind.Misconfigured"/> with the key whose value is not of its kind.</exception>
    public static LatchkeyOptions ReadFrom(this LatchkeyOptions options, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(section);
        Read(section, nameof(options.Issuer), "an absolute address", Address, value => options.Issuer = value);
        Read(section, nameof(options.ClientId), "text", Text, value => options.ClientId = value);
        Read(section, nameof(options.RedirectUri), "a redirect URI of this app", RedirectTarget.Parse, value => options.RedirectUri = value);
        Read(section, nameof(options.PostLogoutRedirectUri), "a redirect URI of this app", RedirectTarget.Parse,
            value => options.PostLogoutRedirectUri = value);
        ReadList(section, nameof(options.Scopes), "text", Text, values => options.Scopes = values);
        ReadList(section, nameof(options.ApiOrigins), "an absolute address", Address, values => options.ApiOrigins = values);
        Read(section, nameof(options.DataDirectory), "a folder", Text, value => options.DataDirectory = value);
        Read(section, nameof(options.KeyStorage), Names<KeyStorage>(), Enum<KeyStorage>, value => options.KeyStorage = value);
        Read(section, nameof(options.ForgetAfterReinstall), "true or false", bool.Parse, value => options.ForgetAfterReinstall = value);
        Read(section, nameof(options.Rotation), Names<RefreshRotation>(), Enum<RefreshRotation>, value => options.Rotation = value);
        Read(section, nameof(options.LoadProfile), "true or false", bool.Parse, value => options.LoadProfile = value);
        Read(section, nameof(options.DPoP), Names<DPoP>(), Enum<DPoP>, value => options.DPoP = value);
        Read(section, nameof(options.SignInTimeout), "a time such as 00:10:00", Time, value => options.SignInTimeout = value);
        Read(section, nameof(options.RefreshAhead), "a time such as 00:01:00", Time, value => options.RefreshAhead = value);
        Read(section, nameof(options.ClockTolerance), "a time such as 00:05:00", Time, value => options.ClockTolerance = value);
        Read(section, nameof(options.PushAuthorizationRequests), "true or false", bool.Parse, value => options.PushAuthorizationRequests = value);
        foreach (var parameter in section.GetSection(nameof(options.Parameters)).GetChildren())
            if (parameter.Value is { } value) options.Parameters[parameter.Key] = value;
        var unlock = section.GetSection(nameof(options.Unlock));
        if (unlock.GetChildren().Any()) ReadUnlock(options.Unlock ??= new(), unlock);
        return options;
    }

    private static void ReadUnlock(UnlockOptions options, IConfigurationSection section)
    {
        Read(section, nameof(options.Reason), "text", Text, value => options.Reason = value);
        Read(section, nameof(options.LockAfter), "a time such as 00:02:00", Time, value => options.LockAfter = value);
        Read(section, nameof(options.AllowPasscode), "true or false", bool.Parse, value => options.AllowPasscode = value);
        Read(section, nameof(options.ProofKeyFor), "a time such as 00:05:00", Time, value => options.ProofKeyFor = value);
    }

    private static void Read<T>(IConfiguration section, string key, string kind, Func<string, T> parse, Action<T> set)
    {
        if (section[key] is { Length: > 0 } value) set(Parsed(section, key, value, kind, parse));
    }

    private static void ReadList<T>(IConfiguration section, string key, string kind, Func<string, T> parse, Action<IList<T>> set)
    {
        var items = section.GetSection(key).GetChildren().Select(child => child.Value).OfType<string>().ToList();
        if (items.Count == 0) items = [.. (section[key] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        if (items.Count > 0) set([.. items.Select(item => Parsed(section, key, item, kind, parse))]);
    }

    private static T Parsed<T>(IConfiguration section, string key, string value, string kind, Func<string, T> parse)
    {
        try
        {
            return parse(value.Trim());
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            var path = section is IConfigurationSection { Path.Length: > 0 } named ? $"{named.Path}:{key}" : key;
            throw new SignInException(SignInErrorKind.Misconfigured, $"The setting '{path}' is '{value}', which is not {kind}.",
                e)
            { Hint = e is ArgumentException ? e.Message : null };
        }
    }

    private static string Text(string value) => value;

    private static Uri Address(string value) => Uri.TryCreate(value, UriKind.Absolute, out var address) ? address : throw new FormatException();

    private static TimeSpan Time(string value) => TimeSpan.Parse(value, CultureInfo.InvariantCulture);

    private static T Enum<T>(string value) where T : struct, System.Enum =>
        System.Enum.TryParse<T>(value, ignoreCase: true, out var named) && System.Enum.IsDefined(named) ? named : throw new FormatException();

    private static string Names<T>() where T : struct, System.Enum => "one of " + string.Join(", ", System.Enum.GetNames<T>());
}
