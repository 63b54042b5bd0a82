using System.Security.Claims;

namespace Orders.Api;

/// <summary>Who orders: a person by user id, or a program by client id.</summary>
public sealed record Customer(string Id, string Name)
{
    public static Customer From(ClaimsPrincipal caller)
    {
        var name = caller.FindFirstValue("sub") ?? "unknown";
        return new Customer(caller.FindFirstValue("uid") ?? name, name);
    }
}

public sealed record Order(int Number, string Item, int Quantity, string Status);

public sealed record CustomerOrders(string Sub, string Uid, IReadOnlyList<Order> Orders);

public sealed record OrderRequest(string Item, int Quantity)
{
    public Dictionary<string, string[]>? Problem =>
        string.IsNullOrWhiteSpace(Item) ? new() { ["item"] = ["Say what you want."] }
        : Quantity is < 1 or > 100 ? new() { ["quantity"] = ["Between 1 and 100."] }
        : null;
}

/// <summary>Everyone's orders, in memory. A first visit finds a few placed already, so that there is something to see.</summary>
public sealed class OrderBook
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, CustomerOrders> orders = [];
    private int lastNumber = 1000;

    public CustomerOrders Of(Customer customer)
    {
        lock (gate) return Opened(customer);
    }

    public Order Place(Customer customer, string item, int quantity)
    {
        lock (gate)
        {
            var before = Opened(customer);
            var order = new Order(++lastNumber, item.Trim(), quantity, "received");
            orders[customer.Id] = before with { Orders = [.. before.Orders, order] };
            return order;
        }
    }

    public IReadOnlyList<CustomerOrders> All()
    {
        lock (gate) return [.. orders.Values];
    }

    private CustomerOrders Opened(Customer customer)
    {
        if (orders.TryGetValue(customer.Id, out var known)) return known;
        Order[] first = [new(++lastNumber, "Espresso beans, 1 kg", 2, "delivered"), new(++lastNumber, "Brass door latch", 1, "on its way"), new(++lastNumber, "Spare key", 3, "received")];
        return orders[customer.Id] = new CustomerOrders(customer.Name, customer.Id, first);
    }
}
