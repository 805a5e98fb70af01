package io.saler.demo.check;

import io.saler.demo.assortment.Article;
import io.saler.demo.client.Deadline;
import io.saler.demo.client.LedgerEntry;
import io.saler.demo.client.Mail;
import io.saler.demo.client.SalerClient;
import io.saler.demo.client.SalerProblem;
import io.saler.demo.client.StockLevel;
import io.saler.demo.client.Unreachable;
import io.saler.demo.scenario.AtOnce;
import io.saler.demo.scenario.OrderStory;
import io.saler.demo.scenario.Outcome;
import io.saler.demo.scenario.Person;
import io.saler.demo.scenario.Shop;
import io.saler.demo.terminal.Progress;
import io.saler.demo.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Looks at stock, money and mail until they are as they must be or the time is over: what follows an order's end, such
 * as the mail, may come a moment after it. What cannot be read is a failed check, not the end of the inspection.
 */
public final class Inspection {

    private static final int READS_AT_A_TIME = 8;
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final SalerClient saler;
    private final List<LedgerEntry> formerLedger;
    private final int repeatableMails;
    private final Deadline deadline;
    private final Terminal terminal;
    private final List<Verdict> verdicts = new ArrayList<>();

    /**
     * An inspection of one run.
     *
     * @param formerLedger the gateway's ledger as it was before the run
     * @param repeatableMails how many orders' mails may have arrived twice
     */
    public Inspection(
            SalerClient saler,
            List<LedgerEntry> formerLedger,
            int repeatableMails,
            Deadline deadline,
            Terminal terminal) {
        this.saler = saler;
        this.formerLedger = List.copyOf(formerLedger);
        this.repeatableMails = repeatableMails;
        this.deadline = deadline;
        this.terminal = terminal;
    }

    /** The verdicts on a run, in the order in which people want to read them. */
    public List<Verdict> of(Outcome outcome) {
        Shop shop = outcome.shop();
        List<OrderStory> stories = outcome.stories();
        verdicts.add(OrderChecks.everyOrderEnded(stories));
        verdicts.add(OrderChecks.everyOrderEndedAsItMust(stories));
        verdicts.add(OrderChecks.everyOrderIsWhatWasOrdered(shop, stories));
        verdicts.add(OrderChecks.scarceUnitsWentToTheFirst(stories));
        List<Verdict> mail = look("Reading the mailboxes", () -> {
            deadline.lookUntil(() -> mails(stories), mails -> MailChecks.allArrived(stories, mails));
            return List.of();
        });
        verdicts.addAll(look("Counting the stock", () -> {
            Map<String, StockLevel> levels = deadline.lookUntil(
                    () -> levels(shop),
                    seen -> StockChecks.stockAddsUp(shop.articles(), stories, seen)
                            .holds());
            return List.of(
                    StockChecks.stockAddsUp(shop.articles(), stories, levels),
                    StockChecks.nothingIsOversold(shop.articles(), stories, levels));
        }));
        verdicts.addAll(look("Reading the ledger", () -> {
            List<LedgerEntry> ledger = deadline.lookUntil(
                    () -> patient(saler).gatewayLedger(),
                    seen -> MoneyChecks.moneyAddsUp(stories, seen).holds());
            return List.of(
                    MoneyChecks.moneyAddsUp(stories, ledger),
                    MoneyChecks.nobodyIsChargedTwice(stories, formerLedger, ledger));
        }));
        // Counted last of all, and anew: a mail sent twice may be late.
        verdicts.addAll(
                mail.isEmpty()
                        ? look(
                                "Counting the mail",
                                () -> List.of(
                                        MailChecks.everyMailArrivedOnce(stories, mails(stories), repeatableMails)))
                        : mail);
        return List.copyOf(verdicts);
    }

    private List<Verdict> look(String what, Supplier<List<Verdict>> reading) {
        try (Progress progress = terminal.begin(what, 0)) {
            List<Verdict> found = reading.get();
            progress.done("");
            return found;
        } catch (SalerProblem | Unreachable unreadable) {
            return List.of(new Verdict(what, "", List.of("expected an answer, saw: " + unreadable.getMessage())));
        }
    }

    /** Even when waiting is over, a last look is not spoilt by a server that is busy just then. */
    private SalerClient patient(SalerClient client) {
        Duration remaining = deadline.remaining();
        return client.patientUntil(Deadline.in(remaining.compareTo(GRACE) > 0 ? remaining : GRACE));
    }

    private Map<String, StockLevel> levels(Shop shop) {
        SalerClient merchant = patient(shop.merchant().client());
        List<StockLevel> levels =
                AtOnce.each(shop.articles(), READS_AT_A_TIME, article -> merchant.stock(shop.productId(article)));
        var bySku = new HashMap<String, StockLevel>();
        for (int i = 0; i < levels.size(); i++) {
            Article article = shop.articles().get(i);
            bySku.put(article.sku(), levels.get(i));
        }
        return bySku;
    }

    private Map<String, Integer> mails(List<OrderStory> stories) {
        SalerClient reader = patient(saler);
        Map<String, List<Mail>> mailboxes =
                AtOnce.each(people(stories), READS_AT_A_TIME, person -> Map.entry(person, reader.mailTo(person)))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var counts = new HashMap<String, Integer>();
        for (OrderStory story : stories) {
            String orderId = story.orderId();
            if (orderId != null) {
                List<Mail> mailbox = mailboxes.getOrDefault(story.buyer().email(), List.of());
                counts.put(orderId, (int)
                        mailbox.stream().filter(mail -> mail.names(orderId)).count());
            }
        }
        return counts;
    }

    private static List<String> people(List<OrderStory> stories) {
        return stories.stream()
                .map(OrderStory::buyer)
                .map(Person::email)
                .distinct()
                .toList();
    }
}
