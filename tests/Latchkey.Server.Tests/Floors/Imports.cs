using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Latchkey.Server.Tests.Floors;

/// <summary>Who uses whom, read from the compiled server: a room is a namespace, and a use is whatever the compiler wrote down of a type of another room.</summary>
internal static class Imports
{
    private const string Root = "Latchkey.Server";

    /// <summary>Each pair of rooms of which the first uses the second, with the types that do.</summary>
    public static IReadOnlyDictionary<(string From, string To), SortedSet<string>> Of(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        var found = new Dictionary<(string, string), SortedSet<string>>();
        foreach (var type in module.Types.SelectMany(WithNested)) new Reader(module, Outermost(type), found).Read(type);
        return found;
    }

    /// <summary>By its namespace. What the server is told stands beside the entrance, and everybody reads it.</summary>
    public static string? RoomOf(TypeReference type)
    {
        var outer = type.GetElementType();
        while (outer.DeclaringType is { } declaring) outer = declaring;
        if (outer.Name is nameof(ServerSettings) or nameof(DkimSettings)) return "Ground.Settings";
        return outer.Namespace == Root ? "Entrance" : outer.Namespace.StartsWith(Root + '.', StringComparison.Ordinal) ? outer.Namespace[(Root.Length + 1)..] : null;
    }

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private sealed class Reader(ModuleDefinition module, TypeDefinition user, Dictionary<(string, string), SortedSet<string>> found)
    {
        public void Read(TypeDefinition type)
        {
            Use(type.BaseType);
            foreach (var one in type.Interfaces) Use(one.InterfaceType);
            foreach (var parameter in type.GenericParameters) foreach (var constraint in parameter.Constraints) Use(constraint.ConstraintType);
            Attributes(type);
            foreach (var field in type.Fields)
            {
                Use(field.FieldType);
                Attributes(field);
            }
            foreach (var property in type.Properties) Attributes(property);
            foreach (var method in type.Methods) Read(method);
        }

        private void Read(MethodDefinition method)
        {
            Use(method.ReturnType);
            Attributes(method);
            foreach (var parameter in method.Parameters)
            {
                Use(parameter.ParameterType);
                Attributes(parameter);
            }
            if (!method.HasBody) return;
            foreach (var variable in method.Body.Variables) Use(variable.VariableType);
            foreach (var caught in method.Body.ExceptionHandlers) Use(caught.CatchType);
            foreach (var instruction in method.Body.Instructions) Read(instruction);
        }

        private void Read(Instruction instruction)
        {
            switch (instruction.Operand)
            {
                case TypeReference type:
                    Use(type);
                    break;
                case FieldReference field:
                    Use(field.DeclaringType);
                    break;
                case MethodReference called:
                    Use(called.DeclaringType);
                    if (called is GenericInstanceMethod generic) foreach (var argument in generic.GenericArguments) Use(argument);
                    break;
            }
        }

        private void Attributes(ICustomAttributeProvider of)
        {
            foreach (var attribute in of.CustomAttributes)
            {
                Use(attribute.AttributeType);
                foreach (var argument in attribute.ConstructorArguments) if (argument.Value is TypeReference type) Use(type);
            }
        }

        private void Use(TypeReference? type)
        {
            switch (type)
            {
                case null or GenericParameter:
                    return;
                case GenericInstanceType generic:
                    foreach (var argument in generic.GenericArguments) Use(argument);
                    break;
                case TypeSpecification inner:
                    Use(inner.ElementType);
                    return;
            }
            if (type.Scope is not ModuleDefinition && type.GetElementType().Scope != module) return;
            if (RoomOf(user) is not { } from || RoomOf(type) is not { } to || from == to) return;
            if (!found.TryGetValue((from, to), out var types)) found[(from, to)] = types = [];
            types.Add($"{user.Name} uses {type.Name}");
        }
    }
}
