using System.Reflection;
using Latchkey.Testing;
using Microsoft.AspNetCore.Components;

namespace Latchkey.Server.Tests.Floors;

/// <summary>What only the server uses is internal. Decision 0016.</summary>
public sealed class VisibilityTests
{
    private static readonly Assembly Server = typeof(ServerSettings).Assembly;

    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>
    /// Others see what the test org hands on, and the components, which the Razor compiler makes public, with the models that they are given. Rows of tests
    /// are public methods, so what they name is seen, too.
    /// </summary>
    [Fact]
    public void Nobody_sees_more_of_the_server_than_they_use()
    {
        var seen = new HashSet<Type>();
        var open = new Stack<Type>(Server.ExportedTypes.Where(type => typeof(IComponent).IsAssignableFrom(type)));
        open.Count.ShouldBeGreaterThan(50);                                          // it has read something
        foreach (var type in typeof(TestOrg).Assembly.ExportedTypes.Concat(typeof(VisibilityTests).Assembly.ExportedTypes))
            foreach (var used in Signatures(type)) open.Push(used);
        while (open.TryPop(out var next))
            foreach (var type in Parts(next).Where(type => type.Assembly == Server && seen.Add(type)))
                foreach (var used in Signatures(type)) open.Push(used);

        Server.ExportedTypes.Where(type => !type.IsNested && !seen.Contains(type) && type.Name != "_Imports").Select(type => type.FullName).Order(StringComparer.Ordinal)
            .ShouldBeEmpty("is public, and nobody outside of the server uses it");
    }

    /// <summary>What somebody who sees a type sees by it.</summary>
    private static IEnumerable<Type> Signatures(Type type)
    {
        if (type.BaseType is { } from) yield return from;
        foreach (var one in type.GetInterfaces().Concat(type.GetGenericArguments())) yield return one;
        foreach (var member in type.GetMembers(Declared))
            foreach (var used in member switch
            {
                MethodBase { IsPrivate: false, IsAssembly: false, IsFamilyAndAssembly: false } method =>
                    method.GetParameters().Select(parameter => parameter.ParameterType).Append((method as MethodInfo)?.ReturnType ?? typeof(void)),
                FieldInfo { IsPrivate: false, IsAssembly: false } field => [field.FieldType],
                Type { IsNestedPublic: true } nested => Signatures(nested).Append(nested),
                _ => [],
            }) yield return used;
    }

    private static IEnumerable<Type> Parts(Type type) => type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type, .. type.IsNested ? [type.DeclaringType!] : (Type[])[]];
}
