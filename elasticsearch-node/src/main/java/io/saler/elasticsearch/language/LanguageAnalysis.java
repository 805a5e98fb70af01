package io.saler.elasticsearch.language;

import static org.elasticsearch.index.analysis.Analysis.parseStemExclusion;
import static org.elasticsearch.index.analysis.Analysis.parseStopWords;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.PreConfiguredTokenFilter;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/**
 * Names Lucene's Arabic and English analysis as Elasticsearch does: the analyzers {@code arabic} and {@code english}
 * (settings {@code stopwords}, {@code stem_exclusion}) and the token filters {@code arabic_normalization},
 * {@code arabic_stem}, {@code asciifolding} ({@code preserve_original}), {@code decimal_digit} and {@code edge_ngram}
 * ({@code min_gram}, {@code max_gram}, {@code preserve_original}), with the same defaults.
 */
public final class LanguageAnalysis extends Plugin implements AnalysisPlugin {

    @Override
    public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
        return Map.of(
                "arabic", language(ArabicAnalyzer.getDefaultStopSet(), ArabicAnalyzer::new),
                "english", language(EnglishAnalyzer.getDefaultStopSet(), EnglishAnalyzer::new));
    }

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        return Map.of(
                "arabic_normalization",
                        (index, environment, name, settings) ->
                                new NormalizingFilter(name, ArabicNormalizationFilter::new),
                "arabic_stem", (index, environment, name, settings) -> new Filter(name, ArabicStemFilter::new),
                "asciifolding",
                        (index, environment, name, settings) ->
                                new Folding(name, settings.getAsBoolean("preserve_original", false)),
                "decimal_digit",
                        (index, environment, name, settings) -> new NormalizingFilter(name, DecimalDigitFilter::new),
                "edge_ngram",
                        (index, environment, name, settings) -> {
                            int shortest = settings.getAsInt("min_gram", 1);
                            int longest = settings.getAsInt("max_gram", 2);
                            boolean original = settings.getAsBoolean("preserve_original", false);
                            return new Filter(
                                    name, tokens -> new EdgeNGramTokenFilter(tokens, shortest, longest, original));
                        });
    }

    @Override
    public List<PreConfiguredTokenFilter> getPreConfiguredTokenFilters() {
        return List.of(
                PreConfiguredTokenFilter.singleton("arabic_normalization", true, ArabicNormalizationFilter::new),
                PreConfiguredTokenFilter.singleton("arabic_stem", false, ArabicStemFilter::new),
                PreConfiguredTokenFilter.singleton("asciifolding", true, ASCIIFoldingFilter::new),
                PreConfiguredTokenFilter.singleton("decimal_digit", true, DecimalDigitFilter::new),
                PreConfiguredTokenFilter.singleton(
                        "edge_ngram", false, false, tokens -> new EdgeNGramTokenFilter(tokens, 1)));
    }

    private static AnalysisProvider<AnalyzerProvider<? extends Analyzer>> language(
            CharArraySet usualStopWords, LanguageAnalyzer language) {
        return (index, environment, name, settings) -> new FixedAnalyzer(
                name,
                language.with(
                        parseStopWords(environment, settings, usualStopWords),
                        parseStemExclusion(settings, CharArraySet.EMPTY_SET)));
    }

    /** A Lucene analyzer by its stop words and the words it must not stem. */
    private interface LanguageAnalyzer {
        Analyzer with(CharArraySet stopWords, CharArraySet unstemmed);
    }

    /** A filter of indexing and full-text search only. */
    private record Filter(String name, UnaryOperator<TokenStream> filter) implements TokenFilterFactory {
        @Override
        public TokenStream create(TokenStream tokens) {
            return filter.apply(tokens);
        }
    }
}
