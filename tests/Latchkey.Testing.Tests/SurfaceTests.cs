using System.Reflection;

namespace Latchkey.Testing.Tests;

/// <summary>What a team compiles against: types of ours and of .NET, so that no package of another maker can break its tests.</summary>
public sealed class SurfaceTests
{
    [Fact]
    public void The_package_shows_no_types_of_other_makers()
    {
        var shown = typeof(TestOrg).Assembly.GetExportedTypes().SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)).SelectMany(Types).SelectMany(Parts).Distinct();
        shown.Where(type => type.Assembly.GetName().Name is not { } name || !(name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Latchkey.", StringComparison.Ordinal)))
            .Select(type => $"{type} of {type.Assembly.GetName().Name}").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_is_looked_at_with_selectors()
    {
        await using var org = await TestOrg.StartAsync();
        using var browser = org.Browser();
        var page = await browser.OpenAsync(org.NativeApp.AuthorizeUrl());
        page.Shows("form input[name=identifier]").ShouldBeTrue();
        page.TextOf("h1").ShouldNotBeNullOrEmpty();
        page.AttributeOf("html", "lang").ShouldBe("en");
        (page.Shows("table.of-nothing"), page.TextOf("table.of-nothing"), page.AttributeOf("table.of-nothing", "id")).ShouldBe((false, null, null));
    }

    private static IEnumerable<Type> Types(MemberInfo member) => member switch
    {
        MethodBase method => method.GetParameters().Select(p => p.ParameterType).Append(method is MethodInfo { ReturnType: var given } ? given : typeof(void)),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        EventInfo { EventHandlerType: { } handler } => [handler],
        _ => [],
    };

    private static IEnumerable<Type> Parts(Type type) => type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];
}
