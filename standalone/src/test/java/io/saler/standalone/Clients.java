package io.saler.standalone;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.Refresh;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Speaks to every server by its usual client, at the addresses that Saler gives to Spring. */
record Clients(Map<String, String> properties) {

    private static final String TOPIC = "greetings";
    private static final String INDEX = "greetings";

    /** Leaves a greeting with every server. */
    void greet(String greeting) throws Exception {
        keepInPostgreSql(greeting);
        redis(redis -> redis.set("greeting", greeting));
        produce(greeting);
        try (ElasticsearchClient search = elasticsearch()) {
            search.index(document -> document.index(INDEX)
                    .id("1")
                    .document(Map.of("text", greeting))
                    .refresh(Refresh.True));
        }
        mail("ada@example.test", greeting);
    }

    void keepInPostgreSql(String greeting) throws SQLException {
        sql("CREATE TABLE IF NOT EXISTS greeting (text text)", "INSERT INTO greeting VALUES ('" + greeting + "')");
    }

    List<String> inPostgreSql() throws SQLException {
        try (Connection connection = postgresql();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT text FROM greeting")) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    String inRedis() {
        return redis(redis -> redis.get("greeting"));
    }

    List<String> inKafka() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", properties.get("spring.kafka.bootstrap-servers"),
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<String> found = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> found.add(record.value()));
            }
            return found;
        }
    }

    long hitsInElasticsearch(String text) throws Exception {
        try (ElasticsearchClient search = elasticsearch()) {
            return search.search(
                            question -> question.index(INDEX)
                                    .query(query -> query.match(
                                            match -> match.field("text").query(text))),
                            Map.class)
                    .hits()
                    .hits()
                    .size();
        }
    }

    private void createTopic() throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", properties.get("spring.kafka.bootstrap-servers")))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        } catch (ExecutionException known) {
            if (!(known.getCause() instanceof TopicExistsException)) {
                throw known;
            }
        }
    }

    void produce(String greeting) throws Exception {
        createTopic();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", properties.get("spring.kafka.bootstrap-servers"), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, greeting)).get(30, TimeUnit.SECONDS);
        }
    }

    void mail(String to, String text) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(properties.get("spring.mail.host"));
        sender.setPort(Integer.parseInt(properties.get("spring.mail.port")));
        SimpleMailMessage mail = new SimpleMailMessage();
        mail.setFrom("shop@example.test");
        mail.setTo(to);
        mail.setSubject(text);
        mail.setText(text);
        sender.send(mail);
    }

    ElasticsearchClient elasticsearch() {
        return ElasticsearchClient.of(client -> client.host(properties.get("spring.elasticsearch.uris")));
    }

    Connection postgresql() throws SQLException {
        return DriverManager.getConnection(
                properties.get("spring.datasource.url"),
                properties.get("spring.datasource.username"),
                properties.get("spring.datasource.password"));
    }

    Connection ledger() throws SQLException {
        return DriverManager.getConnection(
                properties.get("saler.payment.simulated.url"),
                properties.get("saler.payment.simulated.username"),
                properties.get("saler.payment.simulated.password"));
    }

    <T> T redis(Function<RedisCommands<String, String>, T> question) {
        RedisURI address = RedisURI.builder()
                .withHost(properties.get("spring.data.redis.host"))
                .withPort(Integer.parseInt(properties.get("spring.data.redis.port")))
                .withPassword(properties.get("spring.data.redis.password").toCharArray())
                .build();
        try (RedisClient client = RedisClient.create(address)) {
            return question.apply(client.connect().sync());
        }
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = postgresql();
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }
}
