using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Latchkey.Native.Phone.Tests;

/// <summary>
/// Every call of Android's and Apple's own code that the compiled heads make. No test of ours can show what a device answers: docs/reference/platform-calls.md
/// lists them, each with the row of the checklist that somebody with a phone proves it by.
/// </summary>
public sealed partial class PlatformCallTests
{
    /// <summary>The row that a call belongs to: the first rule that its name begins with. One that none knows fails the test.</summary>
    private static readonly (string Begins, int[] Rows)[] Rules =
    [
        ("Android.Hardware.Biometrics.BiometricManager", [21, 27]),
        ("Android.Hardware.Biometrics.", [19, 21, 22, 23]),
        ("Android.Security.Keystore.KeyGenParameterSpec/Builder.SetUserAuthentication", [21, 24]),
        ("Android.Security.Keystore.KeyGenParameterSpec/Builder.SetInvalidatedByBiometricEnrollment", [24]),
        ("Android.Security.Keystore.KeyPermanentlyInvalidatedException", [24]),
        ("Android.Security.Keystore.UserNotAuthenticatedException", [28]),
        ("Android.Security.Keystore.", [2, 9]),
        ("Java.Security.UnrecoverableKeyException", [24]),
        ("Java.Security.InvalidAlgorithmParameterException", [27]),
        ("Java.Security.Signature", [2, 28]),
        ("Java.Security.", [2, 9]),
        ("Javax.Crypto.Spec.OAEPParameterSpec", [21]),
        ("Javax.Crypto.Spec.PSource", [21]),
        ("Javax.Crypto.", [9, 21]),
        ("Java.", [2]),
        ("Android.OS.CancellationSignal", [22]),
        ("Android.OS.", [2, 3]),
        ("Android.App.Application/IActivityLifecycleCallbacks", [4, 25]),
        ("Android.App.Activity.get_IsChangingConfigurations", [8, 25]),
        ("Android.App.Activity.get_IsTaskRoot", [6]),
        ("Android.App.Activity.StartActivityForResult", [7]),
        ("Android.App.Activity.OnActivityResult", [7, 16]),
        ("Android.App.Activity.OnNewIntent", [2, 6]),
        ("Android.App.UsesPermissionAttribute", [21]),
        ("Android.App.", [2, 5]),
        ("Android.Content.Context.get_NoBackupFilesDir", [11]),
        ("Android.Content.Context.GetSystemService", [21]),
        ("Android.Content.Context.GetString", [22]),
        ("Android.Content.PM.PackageManager.GetLaunchIntentForPackage", [6]),
        ("Android.Content.PM.", [7]),
        ("Android.Content.IDialogInterface", [22]),
        ("Android.Content.ActivityNotFoundException", [7]),
        ("Android.", [2]),
        ("AuthenticationServices.ASWebAuthenticationSessionCallback", [2, 15]),
        ("AuthenticationServices.", [2, 3, 18]),
        ("LocalAuthentication.LAContext.get_EvaluatedPolicyDomainState", [24]),
        ("LocalAuthentication.LAContext.Invalidate", [22, 25]),
        ("LocalAuthentication.LAContext.set_LocalizedReason", [21]),
        ("LocalAuthentication.", [19, 23, 27]),
        ("Security.SecAccessControl", [21, 24, 26]),
        ("Security.SecRecord.set_AccessControl", [21, 26]),
        ("Security.SecRecord.set_AuthenticationContext", [21, 28]),
        ("Security.SecKey", [2, 9, 28]),
        ("Security.", [9, 10, 12]),
        ("UIKit.UIApplication/Notifications", [25]),
        ("UIKit.", [2]),
        ("CoreFoundation.", [2]),
        ("Foundation.NSFileManager", [13]),
        ("Foundation.NSUserActivity", [15]),
        ("Foundation.NSUrl.SetResource", [13]),
        ("Foundation.NSUrl.get_IsExcludedFromBackupKey", [13]),
        ("Foundation.NSNumber", [13]),
        ("Foundation.", [2]),
    ];

    [Fact]
    public void Each_call_that_only_a_device_can_prove_is_listed_with_the_row_that_proves_it()
    {
        string[] heads = ["Latchkey.Heads.Android", "Latchkey.Heads.iOS"];
        var now = $"""
            # What only a device can prove

            Every member of Android's and Apple's own libraries that the heads, MAUI's layer and the sample call, read from the compiled code by a test
            (`tests/Latchkey.Native.Phone.Tests`). They are compiled against declarations of those libraries and, in tests, answered by what their documents
            say; **no test of ours has run one of them on a device**. The numbers are rows of [the checklist](../guide/phone-checklist.md).

            {string.Join("\n\n", heads.Select(Section))}

            """.ReplaceLineEndings("\n");
        var path = Path.Combine(Repository.Root, "docs/reference/platform-calls.md");
        if (Environment.GetEnvironmentVariable("LATCHKEY_ACCEPT") == "1") File.WriteAllText(path, now);
        now.ShouldBe(File.ReadAllText(path).ReplaceLineEndings("\n"), "To accept the change: LATCHKEY_ACCEPT=1 with this test");
    }

    [Fact]
    public void Each_row_that_a_call_is_proved_by_is_in_the_checklist_and_each_rule_is_about_something()
    {
        var rows = Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs/guide/phone-checklist.md"))).Select(row => int.Parse(row.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).ToHashSet();
        Rules.SelectMany(rule => rule.Rows).Except(rows).ShouldBeEmpty();
        var calls = new[] { "Latchkey.Heads.Android", "Latchkey.Heads.iOS" }.SelectMany(Calls).ToList();
        Rules.Where(rule => !calls.Exists(call => Rules.First(r => call.StartsWith(r.Begins, StringComparison.Ordinal)) == rule)).Select(rule => rule.Begins).ShouldBeEmpty();
    }

    private static string Section(string head)
    {
        var calls = Calls(head);
        calls.Count.ShouldBeGreaterThan(50);
        var lines = calls.GroupBy(call => call[..(call.LastIndexOf('.') is var dot && call.EndsWith("..ctor", StringComparison.Ordinal) ? dot - 1 : dot)])
            .Select(type => $"| `{type.Key.Replace('/', '.')}` | {string.Join(", ", type.Select(call => $"`{Shown(call[(type.Key.Length + 1)..])}`"))} | {string.Join(", ", type.SelectMany(RowsOf).Distinct().Order())} |");
        return $"## {(head.EndsWith("Android", StringComparison.Ordinal) ? "Android" : "iOS and Mac Catalyst")}\n\n| type | members | rows |\n|---|---|---|\n{string.Join('\n', lines)}";
    }

    private static string Shown(string member) => member == ".ctor" ? "new" : member;

    private static int[] RowsOf(string call) => Rules.FirstOrDefault(rule => call.StartsWith(rule.Begins, StringComparison.Ordinal)).Rows
        ?? throw new InvalidOperationException($"Nobody said which row of the checklist proves {call}.");

    /// <summary>Members that the compiled head refers to in the platform's own libraries, which are declared in the assembly of the stubs.</summary>
    private static List<string> Calls(string head)
    {
        using var file = File.OpenRead(PhoneTest.Head(head));
        using var image = new PEReader(file);
        var code = image.GetMetadataReader();
        return
        [
            .. (from handle in code.MemberReferences
                let member = code.GetMemberReference(handle)
                let type = TypeOf(code, member.Parent)
                where type is not null && IsPlatform(type)
                select $"{type}.{code.GetString(member.Name)}")
                // What is caught, implemented or passed on has a name and no call.
                .Concat(from handle in code.TypeReferences let type = TypeOf(code, handle) where type is not null && IsPlatform(type) select $"{type}.—")
                .Distinct().GroupBy(call => call[..call.LastIndexOf('.')].TrimEnd('.')).SelectMany(type => type.Count() > 1 ? type.Where(call => !call.EndsWith(".—", StringComparison.Ordinal)) : type)
                .Order(StringComparer.Ordinal),
        ];
    }

    private static bool IsPlatform(string type) => !type.StartsWith("Microsoft.", StringComparison.Ordinal) && !type.StartsWith("Latchkey.", StringComparison.Ordinal);

    private static string? TypeOf(MetadataReader code, EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => TypeOf(code, (TypeReferenceHandle)parent),
        HandleKind.TypeSpecification => code.GetTypeSpecification((TypeSpecificationHandle)parent).DecodeSignature(new OpenType(code), null!),
        _ => null,
    };

    private static string? TypeOf(MetadataReader code, TypeReferenceHandle handle)
    {
        var type = code.GetTypeReference(handle);
        var name = code.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference) return TypeOf(code, (TypeReferenceHandle)type.ResolutionScope) is { } outer ? $"{outer}/{name}" : null;
        if (type.ResolutionScope.Kind != HandleKind.AssemblyReference) return null;
        var assembly = code.GetString(code.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name);
        return assembly.StartsWith("Latchkey.Stubs.", StringComparison.Ordinal) ? $"{code.GetString(type.Namespace)}.{name}" : null;
    }

    [GeneratedRegex(@"^\| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    /// <summary>The type that a generic one is made of.</summary>
    private sealed class OpenType(MetadataReader reader) : ISignatureTypeProvider<string?, object>
    {
        public string? GetTypeFromReference(MetadataReader _, TypeReferenceHandle handle, byte rawTypeKind) => TypeOf(reader, handle);
        public string? GetGenericInstantiation(string? genericType, System.Collections.Immutable.ImmutableArray<string?> typeArguments) => genericType;
        public string? GetTypeFromDefinition(MetadataReader _, TypeDefinitionHandle handle, byte rawTypeKind) => null;
        public string? GetTypeFromSpecification(MetadataReader _, object genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => null;
        public string? GetPrimitiveType(PrimitiveTypeCode typeCode) => null;
        public string? GetSZArrayType(string? elementType) => null;
        public string? GetArrayType(string? elementType, ArrayShape shape) => null;
        public string? GetByReferenceType(string? elementType) => null;
        public string? GetFunctionPointerType(MethodSignature<string?> signature) => null;
        public string? GetGenericMethodParameter(object genericContext, int index) => null;
        public string? GetGenericTypeParameter(object genericContext, int index) => null;
        public string? GetModifiedType(string? modifier, string? unmodifiedType, bool isRequired) => null;
        public string? GetPinnedType(string? elementType) => null;
        public string? GetPointerType(string? elementType) => null;
    }
}
