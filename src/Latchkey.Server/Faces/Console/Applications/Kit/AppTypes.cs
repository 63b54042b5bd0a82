using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Console.Applications.Kit;

/// <summary>The types of an app, as people call them.</summary>
internal static class AppTypes
{
    public const string Native = "native";
    public const string Browser = "browser";
    public const string Web = "web";
    public const string Service = "service";

    public static readonly IReadOnlyList<string> All = [Native, Browser, Web, Service];

    /// <summary>Also those that are clients of nothing.</summary>
    public static readonly IReadOnlyList<string> Listed = [.. All, Bookmark.Type];

    public static string Name(ConsoleTexts words, string type) => type switch
    {
        Native => words.NativeApplication,
        Browser => words.SinglePageApplication,
        Web => words.WebApplication,
        Bookmark.Type => words.Bookmark,
        _ => words.ApiServices,
    };

    /// <summary>What each is for: a wrong one breaks the sign-in later, and cannot be changed.</summary>
    public static IReadOnlyList<FormOption> Options(ConsoleTexts words) =>
    [
        new(Native, words.NativeApplication, words.NativeApplicationMeans), new(Browser, words.SinglePageApplication, words.SinglePageApplicationMeans),
        new(Web, words.WebApplication, words.WebApplicationMeans), new(Service, words.ApiServices, words.ApiServicesMeans),
    ];
}
