using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Kit;

/// <summary>The kinds of policy as people call them, and where each is.</summary>
internal static class PolicyKinds
{
    public const string Parameter = "type";

    public static string Name(PolicyTexts said, string type) => type switch
    {
        PolicyType.Access => said.AppSignOn,
        PolicyType.Password => said.Passwords,
        PolicyType.Enroll => said.Enrollment,
        PolicyType.Profile => said.SignUp,
        PolicyType.Discovery => said.Routing,
        _ => said.GlobalSession,
    };

    public static string Means(PolicyTexts said, string type) => type switch
    {
        PolicyType.Access => said.AppSignOnMeans,
        PolicyType.Password => said.PasswordsMean,
        PolicyType.Enroll => said.EnrollmentMeans,
        PolicyType.Profile => said.SignUpMeans,
        PolicyType.Discovery => said.RoutingMeans,
        _ => said.GlobalSessionMeans,
    };

    public static string ListOf(string type) => ConsoleAddress.With(ConsoleAddress.Of("policies"), (Parameter, type));

    public static string AddressOf(string policyId, params IReadOnlyList<string> parts) => ConsoleAddress.Of(["policies", policyId, .. parts]);

    /// <summary>The way back up from a page of one policy.</summary>
    public static IReadOnlyList<(string Path, string Text)> Way(PolicyTexts said, string type) => [(ListOf(type), Name(said, type))];
}
