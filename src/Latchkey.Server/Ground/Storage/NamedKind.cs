namespace Latchkey.Server.Ground.Storage;

internal enum NamedKind
{
    Person,
    Group,
    App,
}
