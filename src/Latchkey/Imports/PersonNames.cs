using System.Text.Json.Nodes;

namespace Latchkey.Cli.Imports;

/// <summary>Everybody has a first and a last name here; elsewhere many have one name, or none.</summary>
public static class PersonNames
{
    /// <summary>A login is an email address here: who had another name signs in by the address from now on.</summary>
    public static string Login(string? name, string email, Leftovers left)
    {
        if (name is not { Length: > 0 } || name.Equals(email, StringComparison.OrdinalIgnoreCase)) return email;
        if (name.Contains('@', StringComparison.Ordinal)) return name;
        left.Add("login", name, $"signs in as {email} here, since a login is an email address");
        return email;
    }

    public static void Complete(JsonObject profile, string? whole, string email)
    {
        var parts = (whole is null || whole.Contains('@', StringComparison.Ordinal) ? "" : whole)
            .Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var local = email.Split('@')[0];
        if (!profile.ContainsKey("firstName")) profile["firstName"] = parts.Length > 0 ? parts[0] : local;
        if (!profile.ContainsKey("lastName")) profile["lastName"] = parts.Length > 1 ? parts[1] : "-";
    }
}
