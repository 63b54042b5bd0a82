namespace Latchkey.Cli.Files;

/// <summary>The policies that an app names, by the member of a file and the type of the policy.</summary>
public static class AppPolicies
{
    public static readonly IReadOnlyList<(string Member, string Type)> All = [("accessPolicy", "ACCESS_POLICY"), ("profileEnrollment", "PROFILE_ENROLLMENT")];
}
